import type { RoutingTable } from "./routingTable.ts";

/** Where a selector that deals requests out in turn stands. */
export interface DealtOut {
  readonly table: RoutingTable;
  /** By deployment: requests that it is behind its share, negative where it is ahead. */
  readonly credit: () => readonly number[];
  /** By deployment: its replica whose turn is next. */
  readonly turns: Int32Array;
}

/** A deployment that was further from its share than this is taken to be this far. */
const mostCredit = 1;

/**
 * The credit with which a new table goes on after an older one. Without it every new table would begin with the same
 * deployment, and where tables change often it would get far more than its share. Deployments that come begin with none;
 * what those that left were behind or ahead is dealt to all that get traffic, so that the credits sum to 0. None is
 * beyond 2 requests.
 */
export function carriedCredit(table: RoutingTable, before: DealtOut | undefined): Float64Array {
  const credit = new Float64Array(table.deployments.length);
  if (before === undefined) return credit;
  const old = before.credit();
  const routed = [...credit.keys()].filter((j) => (table.units[j] ?? 0) > 0);
  const places = placesIn(before.table);
  for (const j of routed) {
    const known = old[places.get(table.deployments[j] ?? "") ?? -1] ?? 0;
    credit[j] = Math.max(-mostCredit, Math.min(mostCredit, known));
  }
  const surplus = credit.reduce((sum, each) => sum + each, 0) / Math.max(1, routed.length);
  for (const j of routed) credit[j] = (credit[j] ?? 0) - surplus;
  return credit;
}

/** Whose turn it is in each deployment, as it was. */
export function carriedTurns(table: RoutingTable, before: DealtOut | undefined): Int32Array {
  const turns = new Int32Array(table.deployments.length);
  if (before === undefined) return turns;
  const places = placesIn(before.table);
  for (const [j, name] of table.deployments.entries()) {
    turns[j] = (before.turns[places.get(name) ?? -1] ?? 0) % Math.max(1, table.ready[j] ?? 0);
  }
  return turns;
}

function placesIn({ deployments }: RoutingTable): ReadonlyMap<string, number> {
  return new Map(deployments.map((name, j) => [name, j]));
}
