import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expectation } from "../../src/check/expectation.ts";
import { headLength, type PickState, PickTally } from "../../src/check/pickTally.ts";
import { promiseOf } from "./promiseOf.ts";

const independent = promiseOf([5, 3, 0]);
const smooth = promiseOf([5, 3, 0], { order: "smooth" });
const sequence = fc.array(fc.nat({ max: 2 }), { maxLength: 150 });

/** A state with its entries in an order that does not depend on how it came about. */
function settled({ phases, impossible, strangers, unattributed, windows, heads, strays, outside }: PickState): unknown {
  return {
    phases: phases.map(({ totals, full, early, windows: histograms }) =>
      [totals, full, ...early, ...histograms].map((column) => Buffer.from(column.buffer).toString("latin1")),
    ),
    entries: [impossible, strangers, unattributed, windows, heads].map((entries) => byKey(entries)),
    strays: [...strays].sort((a, b) => a.place.instance - b.place.instance),
    outside,
  };
}

type Entries = readonly (readonly [string | number, unknown])[];

function byKey(entries: Entries): Entries {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

interface Behaviour {
  readonly picks: readonly number[];
  readonly strangers: readonly number[];
  readonly lost: readonly number[];
}

const behaviours = fc.array(
  fc.record({
    picks: sequence,
    strangers: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
    lost: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  }),
  { minLength: 2, maxLength: 5 },
);

function observe(tally: PickTally, instance: number, { picks, strangers, lost }: Behaviour): void {
  tally.begin(instance);
  for (const [i, pick] of picks.entries()) tally.pick(pick, i + 1);
  for (const at of strangers) tally.stranger(`stranger ${at % 2}`, at);
  for (const at of lost) tally.unattributed(`no answer ${at % 3}`, at);
}

function tallyOfOne(expectation: Expectation, instance: number, behaviour: Behaviour): PickTally {
  const tally = new PickTally(expectation);
  observe(tally, instance, behaviour);
  return tally;
}

describe.each([
  ["independent", independent],
  ["smooth", smooth],
])("PickTally of a promise of %s order", (_, expectation) => {
  test("is the same whether picks come one by one or in blocks", () => {
    fc.assert(
      fc.property(fc.array(sequence, { maxLength: 4 }), (blocks) => {
        const oneByOne = new PickTally(expectation);
        const inBlocks = new PickTally(expectation);
        for (const [i, pick] of blocks.flat().entries()) oneByOne.pick(pick, i + 1);
        for (const block of blocks) inBlocks.pickAll(Uint16Array.from([...block, 2, 2]), block.length);
        expect(settled(inBlocks.state)).toEqual(settled(oneByOne.state));
      }),
    );
  });

  test("merges in any order and grouping to what one tally of all selectors holds", () => {
    fc.assert(
      fc.property(behaviours, fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), (all, ranks) => {
        const together = new PickTally(expectation);
        for (const [instance, behaviour] of all.entries()) observe(together, instance, behaviour);
        const shuffled = [...all.keys()].sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
        const groups = [shuffled.slice(0, 2), shuffled.slice(2)].map((instances) => {
          const group = new PickTally(expectation);
          for (const instance of instances) {
            const behaviour = all[instance];
            if (behaviour !== undefined) group.merge(tallyOfOne(expectation, instance, behaviour).state);
          }
          return group.state;
        });
        const merged = new PickTally(expectation);
        for (const state of groups) merged.merge(state);
        expect(settled(merged.state)).toEqual(settled(together.state));
        expect(merged.picks).toBe(together.picks);
        expect(merged.hasImpossible).toBe(together.hasImpossible);
        expect(merged.straysSoFar).toBe(together.straysSoFar);
      }),
    );
  });
});

describe("PickTally", () => {
  test("remembers the first pick of a deployment that was promised nothing", () => {
    const tally = new PickTally(independent);
    tally.begin(1);
    for (const [i, pick] of [0, 1, 2, 0, 2].entries()) tally.pick(pick, i + 1);
    expect(tally.hasImpossible).toBe(true);
    expect(tally.state.impossible).toEqual([["0,2", { instance: 1, at: 3 }]]);
  });

  test("counts strangers and unattributed requests with the first of each, and none of them as a pick", () => {
    const tally = new PickTally(independent);
    tally.pick(0, 1);
    tally.stranger("x", 2);
    tally.stranger("y", 3);
    tally.stranger("x", 4);
    tally.unattributed("status 500", 5);
    expect(tally.picks).toBe(1);
    expect(tally.state.strangers).toEqual([
      ["x", { count: 2, first: { instance: 0, at: 2 } }],
      ["y", { count: 1, first: { instance: 0, at: 3 } }],
    ]);
    expect(tally.state.unattributed).toEqual([["status 500", { count: 1, first: { instance: 0, at: 5 } }]]);
  });

  test("tells a thousand names apart and counts those after them together", () => {
    const tally = new PickTally(independent);
    for (let i = 1; i <= 5000; i++) tally.stranger(`stranger ${i}`, i);
    const { strangers } = tally.state;
    expect(strangers).toHaveLength(1001);
    expect(strangers.reduce((sum, [, { count }]) => sum + count, 0)).toBe(5000);
  });

  test("keeps the first picks of each selector, and no more", () => {
    const tally = new PickTally(independent);
    tally.pickAll(new Uint16Array(headLength + 500), headLength + 500);
    tally.begin(1);
    tally.pick(1, 1);
    expect(tally.state.heads.map(([instance, head]) => [instance, head.length])).toEqual([
      [0, headLength],
      [1, 1],
    ]);
  });

  test("takes counts in no known order for the split, and for nothing else", () => {
    const tally = new PickTally(independent);
    tally.addCount(0, 600);
    tally.addCount(1, 400);
    const [phase] = tally.state.phases;
    expect([...(phase?.totals ?? [])]).toEqual([600, 400, 0]);
    expect(phase?.full.every((count) => count === 0)).toBe(true);
    expect(tally.hasImpossible).toBe(false);
    tally.addCount(2, 1);
    expect(tally.hasImpossible).toBe(true);
  });
});

describe("PickTally of phases", () => {
  const phased: Expectation = {
    ...independent,
    phases: [
      { name: "before", fromMs: 0, toMs: 1000, units: [1, 0, 0] },
      { name: "after", fromMs: 1000, toMs: 2000, units: [1, 1, 0] },
    ],
  };

  test("puts a pick into the phase of its time, and one of no phase outside", () => {
    const tally = new PickTally(phased);
    for (const [i, timeMs] of [-1, 0, 999, 1000, 1999, 2000].entries()) tally.pickAt(1, i + 1, timeMs);
    expect(tally.phases.map(({ n }) => n)).toEqual([2, 2]);
    expect(tally.state.outside).toBe(2);
    expect(tally.state.impossible).toEqual([["0,1", { instance: 0, at: 2 }]]);
  });

  test("begins contexts anew where the phase changes", () => {
    const tally = new PickTally(phased);
    for (const [i, timeMs] of [0, 1000, 1, 1001].entries()) tally.pickAt(0, i + 1, timeMs);
    for (const phase of tally.phases) expect(phase.byContext(1).every((count) => count === 0)).toBe(true);
  });

  test("counts windows of time by phase", () => {
    const tally = new PickTally(phased);
    tally.pickAt(0, 1, 900, 0);
    tally.pickAt(0, 2, 950, 0);
    tally.pickAt(1, 3, 1100, 0);
    tally.pickAt(1, 4, 1600, 1);
    expect([...tally.state.windows].sort(([a], [b]) => a - b)).toEqual([
      [0, [2, 0, 0]],
      [1, [0, 1, 0]],
      [3, [0, 1, 0]],
    ]);
  });
});
