import { quote } from "../../scenario/quote.ts";
import { ArgumentReader } from "../argumentReader.ts";
import { localAccount } from "../localAccount.ts";
import { isPathStep } from "../resource/isPathStep.ts";
import type { Terminal } from "../terminal.ts";
import { isKeyName } from "./isKeyName.ts";
import type { KeyArguments } from "./keyArguments.ts";
import type { KeyVerb } from "./keyVerb.ts";

/** What is to be done with the keys of a store, checked. */
export type KeyRequest = { readonly storePath: string; readonly json: boolean } & (
  | { readonly kind: "create" | "delete"; readonly account: string; readonly name: string }
  | { readonly kind: "list" }
);

export type KeyRequestReading =
  | { readonly kind: "request"; readonly request: KeyRequest }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/** Reads what was typed: the request, or a sentence for every mistake in it. */
export function readKeyRequest(
  verb: KeyVerb,
  typed: KeyArguments,
  environment: Terminal["environment"],
): KeyRequestReading {
  const reader = new ArgumentReader();
  const storePath = readStorePath(typed, reader);
  const json = reader.oneOf("output", typed.output, ["text", "json"]) === "json";
  const subject = verb === "list" ? undefined : readSubject(typed, reader, environment);
  if (reader.mistakes.length > 0) return { kind: "mistakes", lines: reader.mistakes };
  if (verb === "list" || subject === undefined) return { kind: "request", request: { kind: "list", storePath, json } };
  return { kind: "request", request: { kind: verb, storePath, json, ...subject } };
}

function readStorePath({ store }: KeyArguments, reader: ArgumentReader): string {
  const path = reader.text("store", store) ?? "";
  if (path === "") reader.complain("--store: missing: expected the file that the server keeps everything in");
  return path;
}

function readSubject(
  typed: KeyArguments,
  reader: ArgumentReader,
  environment: Terminal["environment"],
): { readonly account: string; readonly name: string } {
  const flag = reader.text("account-id", typed.accountId) ?? environment["SHUNTYARD_ACCOUNT_ID"] ?? "";
  const account = flag === "" ? localAccount : flag.replace(/^accounts\//, "");
  if (!isPathStep(account)) reader.complain(`--account-id: expected the id of an account, got ${quote(account)}`);
  const name = reader.text("name", typed.name) ?? "";
  if (name === "") reader.complain("name: missing: expected a name for the key, such as ops");
  else if (!isKeyName(name))
    reader.complain(`name: expected 1 to 63 letters, digits, "-", "_" or ".", got ${quote(name)}`);
  return { account, name };
}
