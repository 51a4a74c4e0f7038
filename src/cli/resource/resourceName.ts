import { quote } from "../../scenario/quote.ts";
import type { ArgumentReader, Typed } from "../argumentReader.ts";
import { isPathStep } from "./isPathStep.ts";

/** The collections of an account. */
export type Collection = "routers" | "deployments";

/** A resource and the account it is in. */
export interface ResourceName {
  readonly account: string;
  readonly id: string;
}

/** Reads NAME: a bare id of `account`, or a full name, which says its account itself. */
export function readResourceName(
  reader: ArgumentReader,
  typed: Typed,
  account: string,
  collection: Collection,
): ResourceName | undefined {
  const form = `accounts/ACCOUNT/${collection}/ID or a bare ID`;
  if (typed === undefined) return reader.complain(`name: missing: expected ${form}`);
  const text = typeof typed === "string" ? typed : typed.join(" ");
  const name = parseResourceName(text, account, collection);
  return name ?? reader.complain(`name: expected ${form}, got ${quote(text)}`);
}

function parseResourceName(text: string, account: string, collection: Collection): ResourceName | undefined {
  const steps = text.split("/");
  if (!steps.every(isPathStep)) return undefined;
  const [first = "", owner = "", kind, id = ""] = steps;
  if (steps.length === 1) return { account, id: first };
  return steps.length === 4 && first === "accounts" && kind === collection ? { account: owner, id } : undefined;
}

/** The id at the end of a full name. */
export function idIn(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** The bare id where the name is one of the same account as `other`; else the name as it is. */
export function nameBeside(name: string, other: string): string {
  const [, owner] = other.split("/");
  return name.startsWith(`accounts/${owner ?? ""}/`) ? idIn(name) : name;
}
