import type { FieldMistake } from "../../routing/refusal.ts";
import { quote } from "../../scenario/quote.ts";
import type { ReadTables } from "../resourceStore.ts";

const mostAliases = 64;

/** As models are called elsewhere: "gpt-4o", "meta-llama/Llama-3.1-70B-Instruct". */
const aliasPattern = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/;

/** What is wrong with the aliases of a router: an application must know from the name alone what it calls. */
export function aliasMistakes(
  tables: ReadTables,
  account: string,
  router: string,
  aliases: readonly string[],
): readonly FieldMistake[] {
  if (aliases.length > mostAliases) {
    return [{ field: "aliases", message: `expected at most ${mostAliases} aliases, got ${aliases.length}` }];
  }
  return aliases.flatMap((alias, at) => {
    const message = aliases.indexOf(alias) < at ? `${quote(alias)} stands here twice` : mistakeIn(alias);
    const taken = message ?? takenBy(tables, account, router, alias);
    return taken === undefined ? [] : [{ field: `aliases[${at}]`, message: taken }];
  });
}

function mistakeIn(alias: string): string | undefined {
  if (!aliasPattern.test(alias)) {
    return `expected 1 to 128 letters, digits, ".", "_", ":", "/" or "-", beginning with a letter or digit, got ${quote(alias)}`;
  }
  return alias.startsWith("accounts/")
    ? `${quote(alias)} looks like a full name; expected another beginning`
    : undefined;
}

function takenBy(tables: ReadTables, account: string, router: string, alias: string): string | undefined {
  if (alias === router) return `${quote(alias)} is the id of the router itself`;
  if (tables.routers.get(account, alias) !== undefined) return `${quote(alias)} is the id of a router of this account`;
  if (tables.deployments.get(account, alias) !== undefined) {
    return `${quote(alias)} is the id of a deployment of this account`;
  }
  const owner = tables.routerByAlias(account, alias)?.id;
  return owner === undefined || owner === router ? undefined : `${quote(alias)} is an alias of router ${quote(owner)}`;
}
