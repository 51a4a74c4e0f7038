import type { FieldMistake } from "../../routing/refusal.ts";
import { didYouMean } from "../../scenario/nearestName.ts";
import { quote } from "../../scenario/quote.ts";

/** The collections of an account. */
export type Collection = "routers" | "deployments";

/** `accounts/{account}/routers/{id}` */
export function fullName(account: string, collection: Collection, id: string): string {
  return `accounts/${account}/${collection}/${id}`;
}

/** The bare id in a name that is one already or a full one of this account, or what is wrong with it. */
export function bareId(
  name: string,
  account: string,
  collection: Collection,
  field: string,
): { readonly id: string } | { readonly mistake: FieldMistake } {
  const steps = name.split("/");
  const [accounts, owner, kind, id] = steps;
  if (steps.length === 1) return { id: name };
  if (steps.length !== 4 || accounts !== "accounts" || kind !== collection || id === undefined) {
    const form = fullName(account, collection, "ID");
    return {
      mistake: { field, message: `expected ${form} or a bare ID, got ${quote(name)}${hint(kind, collection)}` },
    };
  }
  if (owner !== account) {
    const message = `expected a name of account ${quote(account)}, got one of account ${quote(owner ?? "")}: only ${collection} of its own account serve here`;
    return { mistake: { field, message } };
  }
  return { id };
}

function hint(kind: string | undefined, collection: Collection): string {
  return kind === undefined ? "" : didYouMean(kind, [collection]);
}
