import fc from "fast-check";
import { expect } from "vitest";
import type { RandomSource } from "../../src/engine/randomSource.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { deploymentOfSlot, type RoutingTable, routingTable } from "../../src/routing/routingTable.ts";
import type { LoadView, Selector } from "../../src/routing/selector.ts";
import { binomialTest } from "../../src/statistics/binomialTest.ts";

/** `before`: the selector of an older table, whose knowledge the new one may take over. */
export type MakeSelector = (table: RoutingTable, before?: Selector) => Selector;

interface Entry {
  readonly ready: number;
  readonly weight: number;
}

const tableOf = (entries: readonly Entry[]): RoutingTable =>
  routingTable(
    1,
    entries.map((entry, j) => ({ deployment: `d${j}`, ...entry })),
  );

/** Tables with zero weights, unready deployments, fractional weights and large totals among them. */
export const tables: fc.Arbitrary<RoutingTable> = fc
  .array(
    fc.record({
      ready: fc.nat({ max: 12 }),
      weight: fc.oneof(fc.constantFrom(0, 1, 1, 1, 0.5, 2, 0.001, 65537), fc.nat({ max: 1000 })),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map(tableOf);

const counts = fc.array(fc.nat({ max: 40 }), { minLength: 9, maxLength: 9 });

/** Deployments and replicas as busy as the counts say, over and over; time and session too. */
const viewOf = (load: readonly number[], nowMs = 0): LoadView => ({
  inFlight: (j) => load[j] ?? 0,
  inFlightOfSlot: (slot) => load[slot % load.length] ?? 0,
  nowMs: () => nowMs,
  session: () => Math.imul(load[0] ?? 0, 0x9e3779b1) + nowMs,
});

const words = fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 20 });

/** The words, then a good stream, so that rejection always ends. */
function scripted(script: readonly number[]): RandomSource {
  const rest = namedStream("1", "script", 0);
  let at = 0;
  return { next: () => script[at++] ?? rest.next() };
}

/** What happens to a selector: picks under some load, and attempts that end. */
interface Happening {
  readonly load: readonly number[];
  readonly latencyMs: number;
  readonly served: boolean;
}

const history: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.record({ load: counts, latencyMs: fc.nat({ max: 5000 }), served: fc.boolean() }),
  { maxLength: 30 },
);

/** The picks of a selector through a history; the replica of every pick ends an attempt, a millisecond later each time. */
function picksThrough(
  selector: Selector,
  table: RoutingTable,
  past: readonly Happening[],
  random: RandomSource,
  startMs = 0,
): readonly number[] {
  return past.map(({ load, latencyMs, served }, i) => {
    const view = viewOf(load, startMs + i);
    const slot = selector.pick(random, view);
    const replica = table.replicas[slot];
    if (replica !== undefined) selector.learn?.({ replica, inFlight: latencyMs % 9, latencyMs, served }, view);
    return slot;
  });
}

function expectEligible(table: RoutingTable, slot: number): void {
  if (table.totalUnits === 0) {
    expect(slot).toBe(-1);
    return;
  }
  expect(Number.isInteger(slot)).toBe(true);
  expect(slot).toBeGreaterThanOrEqual(0);
  expect(slot).toBeLessThan(table.slots);
  const j = deploymentOfSlot(table, slot);
  expect(table.units[j]).toBeGreaterThan(0);
  expect(slot - (table.firstSlot[j] ?? 0)).toBeLessThan(table.ready[j] ?? 0);
}

/**
 * No pick of a deployment without weight or without a ready replica; no slot outside the table; -1 only when nobody can
 * serve: whatever came before, from the first pick by a new table on.
 */
export function picksOnlyTheEligible(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, tables, history, words, (older, newer, past, script) => {
      const random = scripted(script);
      const before = make(older);
      for (const slot of picksThrough(before, older, past, random)) expectEligible(older, slot);
      const after = make(newer, before);
      for (const slot of picksThrough(after, newer, past, random, past.length)) expectEligible(newer, slot);
    }),
  );
}

/** Multiplying every weight by the same factor changes no pick. */
export function ignoresTheScaleOfWeights(make: MakeSelector): void {
  const entries = fc.array(fc.record({ ready: fc.nat({ max: 6 }), weight: fc.nat({ max: 20 }) }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(entries, history, words, fc.constantFrom(2, 10, 0.5, 7), (list, past, script, factor) => {
      const picks = (scale: number): readonly number[] => {
        const table = tableOf(list.map(({ ready, weight }) => ({ ready, weight: weight * scale })));
        return picksThrough(make(table), table, past, scripted(script));
      };
      expect(picks(factor)).toEqual(picks(1));
    }),
  );
}

/** The same chance and the same history give the same picks, across tables too: a selector has no chance of its own. */
export function isAFunctionOfItsHistory(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, tables, history, words, (older, newer, past, script) => {
      const play = (): readonly (readonly number[])[] => {
        const random = scripted(script);
        const before = make(older);
        const first = picksThrough(before, older, past, random);
        return [first, picksThrough(make(newer, before), newer, past, random, past.length)];
      };
      expect(play()).toEqual(play());
    }),
  );
}

/** The same words give the same pick, whatever came before: for strategies that keep nothing. */
export function hasNoMemory(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, counts, history, words, (table, load, past, script) => {
      const used = make(table);
      picksThrough(used, table, past, namedStream("2", "warm-up", 0));
      expect(used.pick(scripted(script), viewOf(load))).toBe(make(table).pick(scripted(script), viewOf(load)));
    }),
  );
}

/** A selector goes on by its own table, whatever selectors of other tables are made and asked meanwhile. */
export function keepsToItsTable(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, tables, history, words, (older, newer, past, script) => {
      const undisturbed = picksThrough(make(older), older, past, scripted(script));
      const selector = make(older);
      const random = scripted(script);
      const disturbed = past.map((happening, i) => {
        picksThrough(make(newer), newer, [happening], namedStream("3", "other", i));
        return picksThrough(selector, older, [happening], random, i)[0];
      });
      expect(disturbed).toEqual(undisturbed);
    }),
  );
}

/** Requests of the idle fleet, each a session of its own, all ended before the next comes. */
const idlePicks = 200_000;

/**
 * An idle fleet is split by weight, to the replica: 3 of weight 2 and 4 of weight 1 get a fifth and a tenth each; with
 * `weightless` all get a seventh. The seed is fixed; seven exact tests, each with a false-alarm rate of 1e-9, which is too
 * high, never too low, for picks that scatter less than independent draws.
 */
export function splitsAnIdleFleetByWeight(make: MakeSelector, weightless = false): void {
  const table = tableOf([
    { ready: 3, weight: 2 },
    { ready: 5, weight: 0 },
    { ready: 4, weight: 1 },
  ]);
  const selector = make(table);
  const chance = namedStream("1d1e", "router", 0);
  const sessions = namedStream("1d1e", "sessions", 0);
  const picks = new Float64Array(table.slots);
  for (let i = 0; i < idlePicks; i++) {
    const slot = selector.pick(chance, { ...idleLoad, nowMs: () => i, session: () => sessions.next() });
    picks[slot] = (picks[slot] ?? 0) + 1;
  }
  for (const [slot, count] of picks.entries()) {
    const share = weightless ? 1 / 7 : slot < 3 ? 0.2 : 0.1;
    expect(binomialTest(count, idlePicks, share).logDoubled, `slot ${slot}: ${count}`).toBeGreaterThan(Math.log(1e-9));
  }
}

/** Picks of a history, each request a session of its own: the session is its place. */
function picksOfSessions(
  selector: Selector,
  past: readonly Happening[],
  random: RandomSource,
  load: (happening: Happening) => readonly number[],
  timeScale = 1,
): readonly number[] {
  return past.map((happening, i) =>
    selector.pick(random, { ...viewOf(load(happening), timeScale * i), session: () => Math.imul(i, 0x9e3779b1) }),
  );
}

/** Neither requests in flight nor time change a pick: for strategies that promise a split. */
export function ignoresLoadAndTime(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, history, words, fc.nat({ max: 1e6 }), (table, past, script, timeScale) => {
      const idle = picksOfSessions(make(table), past, scripted(script), () => []);
      expect(picksOfSessions(make(table), past, scripted(script), ({ load }) => load, timeScale)).toEqual(idle);
    }),
  );
}

/** For strategies that deal requests out in turn, or go by the session. */
export function drawsNoChance(make: MakeSelector): void {
  const refused: RandomSource = {
    next: () => {
      throw new Error("a strategy without chance drew some");
    },
  };
  fc.assert(
    fc.property(tables, history, (table, past) => {
      expect(() => picksOfSessions(make(table), past, refused, ({ load }) => load)).not.toThrow();
    }),
  );
}

/** The same chance gives the same picks whoever asks: for strategies that are not sticky. */
export function ignoresSessions(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, history, words, (table, past, script) => {
      const one = picksOfSessions(make(table), past, scripted(script), ({ load }) => load);
      const random = scripted(script);
      const selector = make(table);
      const other = past.map(({ load }, i) => selector.pick(random, { ...viewOf(load, i), session: () => 7 }));
      expect(other).toEqual(one);
    }),
  );
}

/** A session has one place, whatever came before, chance and load: for sticky strategies. */
export function keepsSessions(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, history, words, fc.integer(), (table, past, script, key) => {
      const fresh = make(table).pick(scripted([]), { ...idleLoad, session: () => key });
      const selector = make(table);
      picksThrough(selector, table, past, scripted(script));
      expect(selector.pick(scripted(script), { ...viewOf(past[0]?.load ?? []), session: () => key })).toBe(fresh);
    }),
  );
}

/** The end of an attempt at a replica that has left changes nothing: it may come at any time after a change. */
export function forgetsReplicasThatLeft(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, history, words, fc.integer(), (table, past, script, stranger) => {
      fc.pre(!table.replicas.includes(stranger));
      const undisturbed = picksThrough(make(table), table, past, scripted(script));
      const selector = make(table);
      const random = scripted(script);
      const disturbed = past.map((happening, i) => {
        const end = { replica: stranger, inFlight: 3, latencyMs: 1e6, served: i % 2 === 0 };
        selector.learn?.(end, viewOf(happening.load, i));
        const view = viewOf(happening.load, i);
        const slot = selector.pick(random, view);
        const replica = table.replicas[slot];
        const { latencyMs, served } = happening;
        if (replica !== undefined) selector.learn?.({ replica, inFlight: latencyMs % 9, latencyMs, served }, view);
        return slot;
      });
      expect(disturbed).toEqual(undisturbed);
    }),
  );
}

/** A selector of another strategy that was there before leaves no trace. */
export function takesNothingFromOthers(make: MakeSelector, others: readonly MakeSelector[]): void {
  fc.assert(
    fc.property(tables, tables, history, words, fc.nat(), (older, newer, past, script, which) => {
      const makeOther = others[which % others.length] ?? make;
      const before = makeOther(older);
      picksThrough(before, older, past, scripted(script));
      const after = picksThrough(make(newer, before), newer, past, scripted(script));
      expect(after).toEqual(picksThrough(make(newer), newer, past, scripted(script)));
    }),
  );
}

/** A table is never written to: others may route by it. */
export function leavesTheTableAlone(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, history, words, (table, past, script) => {
      const before = structuredClone(table);
      const selector = make(table);
      picksThrough(selector, table, past, scripted(script));
      make(table, selector);
      expect(table).toEqual(before);
    }),
  );
}
