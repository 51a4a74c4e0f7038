import type { Router } from "../../routing/router.ts";
import { routerMistakes } from "../../routing/routerMistakes.ts";
import type { ResourceStrategy } from "../../routing/strategy.ts";
import { quote } from "../../scenario/quote.ts";
import type { ReadTables } from "../resourceStore.ts";
import { aliasMistakes } from "./aliasMistakes.ts";
import type { Mistakes } from "./mistakes.ts";
import { bareId } from "./resourceName.ts";
import type { RouterBody } from "./schema/routerBody.ts";

/** The part of a router that its caller decides. */
export interface RouterDraft extends Omit<Router, "strategy" | "loadRefreshMs"> {
  readonly strategy: ResourceStrategy;
  readonly aliases: readonly string[];
}

/**
 * What a router becomes when the fields of a body are laid over it. Everything that is wrong with it goes to the
 * mistakes; the draft is good when there are none.
 *
 * @param before an existing router, or the defaults of a new one
 * @param idField field to which the mistakes of the id belong
 */
export function routerDraft(
  tables: ReadTables,
  account: string,
  before: RouterDraft,
  body: RouterBody,
  idField: string,
  mistakes: Mistakes,
): RouterDraft {
  const draft: RouterDraft = {
    id: before.id,
    displayName: body.displayName ?? before.displayName,
    model: body.model ?? before.model,
    deployments: body.deployments === undefined ? before.deployments : bareIds(body.deployments, account, mistakes),
    strategy: strategyOf(body, mistakes) ?? before.strategy,
    public: body.public ?? before.public,
    sessionAffinity: body.sessionAffinity ?? before.sessionAffinity,
    aliases: body.aliases ?? before.aliases,
  };
  for (const { field, message } of routerMistakes(draft)) mistakes.add(field === "id" ? idField : field, message);
  if (body.deployments !== undefined) complainOfMissing(tables, account, draft.deployments, mistakes);
  if (body.aliases !== undefined) mistakes.addAll(aliasMistakes(tables, account, draft.id, body.aliases));
  return draft;
}

/** A name that is none of this account stays as it is: its mistake is told already. */
function bareIds(names: readonly string[], account: string, mistakes: Mistakes): readonly string[] {
  return names.map((name, at) => {
    const read = bareId(name, account, "deployments", `deployments[${at}]`);
    if ("id" in read) return read.id;
    mistakes.add(read.mistake.field, read.mistake.message);
    return name;
  });
}

function strategyOf({ weightedRandom, evenLoad }: RouterBody, mistakes: Mistakes): ResourceStrategy | undefined {
  if (weightedRandom !== undefined && evenLoad !== undefined) {
    mistakes.add("evenLoad", "expected one of weightedRandom and evenLoad, got both");
  }
  if (evenLoad !== undefined) return "even-load";
  return weightedRandom === undefined ? undefined : "weighted-random";
}

function complainOfMissing(tables: ReadTables, account: string, ids: readonly string[], mistakes: Mistakes): void {
  for (const [at, id] of ids.entries()) {
    if (tables.deployments.get(account, id) === undefined) {
      mistakes.add(`deployments[${at}]`, `there is no deployment ${quote(id)} in account ${quote(account)}`);
    }
  }
}
