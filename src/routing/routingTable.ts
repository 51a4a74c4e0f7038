import { exactUnits } from "./exactUnits.ts";

/**
 * An immutable version of who may get traffic and how much. A change makes a new table; requests in flight keep the one
 * they were routed by. Weights are integers: deployment j gets `units[j] / totalUnits` of the requests, exactly.
 */
export interface RoutingTable {
  /** Counts up from 1 with every change. */
  readonly version: number;
  /** All deployments of the router, in its order; also those that get nothing at present. */
  readonly deployments: readonly string[];
  readonly ready: readonly number[];
  /** Units of weight of one replica, by deployment; 0 when it gets no traffic. */
  readonly unitsPerReplica: readonly number[];
  readonly units: readonly number[];
  /** 0: there is nobody to route to. At most 2^53 - 1. */
  readonly totalUnits: number;
  /** Eligible replicas, numbered in the order of the deployments. A pick is one of these numbers. */
  readonly slots: number;
  /** First slot of each deployment. */
  readonly firstSlot: readonly number[];
  /** By slot: a number that stands for the replica in every table of the router. */
  readonly replicas: Int32Array;
}

/** What a routing table is made from. */
export interface TableEntry {
  readonly deployment: string;
  /** Replicas ready for traffic. */
  readonly ready: number;
  /** Weight of one replica; finite, >= 0. */
  readonly weight: number;
  /** What the ready replicas are known by: 32-bit integers, unlike all others of the router. By their places unless given. */
  readonly replicas?: readonly number[];
}

/** Replicas known by their places: those of a deployment follow each other, and no deployment has more than these. */
const placesEach = 2 ** 20;

/** Most replicas behind one router. */
const slotLimit = 1_000_000;

/**
 * @throws Error when the weights cannot be kept in exact proportion or there are too many replicas; whoever takes
 * weights from outside asks `exactUnits` first.
 */
export function routingTable(version: number, entries: readonly TableEntry[]): RoutingTable {
  const exact = exactUnits(
    entries.map((entry) => entry.weight),
    entries.map((entry) => entry.ready),
  );
  if (exact.kind === "mistake") throw new Error(`routing table ${version}: ${exact.message}`);
  const firstSlot: number[] = [];
  let slots = 0;
  for (const [j, { ready }] of entries.entries()) {
    firstSlot.push(slots);
    if ((exact.perReplica[j] ?? 0) > 0) slots += ready;
  }
  if (slots > slotLimit) throw new Error(`routing table ${version}: ${slots} replicas, the limit is ${slotLimit}`);
  return {
    version,
    deployments: entries.map((entry) => entry.deployment),
    ready: entries.map((entry) => entry.ready),
    unitsPerReplica: exact.perReplica,
    units: entries.map((entry, j) => (exact.perReplica[j] ?? 0) * entry.ready),
    totalUnits: exact.total,
    slots,
    firstSlot,
    replicas: replicasOf(entries, exact.perReplica, slots),
  };
}

function replicasOf(entries: readonly TableEntry[], perReplica: readonly number[], slots: number): Int32Array {
  const numbers = new Int32Array(slots);
  let slot = 0;
  for (const [j, { ready, replicas }] of entries.entries()) {
    if ((perReplica[j] ?? 0) === 0) continue;
    for (let i = 0; i < ready; i++) numbers[slot++] = replicas?.[i] ?? j * placesEach + i;
  }
  return numbers;
}

/** Where each replica is, by what it is known by. */
export function slotsOfReplicas({ replicas }: RoutingTable): ReadonlyMap<number, number> {
  return new Map(Array.from(replicas, (replica, slot) => [replica, slot]));
}

/** Units of weight by slot. */
export function unitsOfSlots(table: RoutingTable): Float64Array {
  const units = new Float64Array(table.slots);
  for (const [j, each] of table.unitsPerReplica.entries()) {
    const first = table.firstSlot[j] ?? 0;
    if (each > 0) units.fill(each, first, first + (table.ready[j] ?? 0));
  }
  return units;
}

/** The share of the requests that each deployment is to get; all 0 for a table that routes nowhere. */
export function shares(table: RoutingTable): readonly number[] {
  return table.units.map((units) => (table.totalUnits === 0 ? 0 : units / table.totalUnits));
}

/** The deployment of a slot, as an index into `table.deployments`. */
export function deploymentOfSlot(table: RoutingTable, slot: number): number {
  let deployment = 0;
  for (let j = 0; j < table.deployments.length; j++) {
    if ((table.units[j] ?? 0) > 0 && (table.firstSlot[j] ?? 0) <= slot) deployment = j;
  }
  return deployment;
}
