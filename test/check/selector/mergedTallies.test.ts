import fc from "fast-check";
import { expect, test } from "vitest";
import type { PickState } from "../../../src/check/pickTally.ts";
import { MergedTallies } from "../../../src/check/selector/mergedTallies.ts";
import { tallyOf } from "../drawnTally.ts";
import { promiseOf } from "../promiseOf.ts";

const expectation = promiseOf([1, 1], { order: "smooth" });
const sequences = fc.array(fc.array(fc.nat(1), { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 6 });

/** The state of one selector that picked these. */
function stateOf(instance: number, picks: readonly number[]): PickState {
  const empty = new Uint16Array(0);
  return tallyOf(expectation, [...Array.from({ length: instance }, () => empty), Uint16Array.from(picks)]).state;
}

/** What a tally holds, in the very order it holds it. */
function bytesOf(merged: MergedTallies): string {
  return JSON.stringify(merged.total.state);
}

function mergedInOrder(picks: readonly (readonly number[])[]): MergedTallies {
  const merged = new MergedTallies(expectation);
  for (const [instance, each] of picks.entries()) merged.add(instance, stateOf(instance, each));
  return merged;
}

test("the total is the same in whatever order the selectors come in", () => {
  fc.assert(
    fc.property(
      sequences.chain((picks) => fc.tuple(fc.constant(picks), shuffled(picks.length))),
      ([picks, order]) => {
        const merged = new MergedTallies(expectation);
        for (const instance of order) merged.add(instance, stateOf(instance, picks[instance] ?? []));
        expect(bytesOf(merged)).toBe(bytesOf(mergedInOrder(picks)));
      },
    ),
  );
});

test("selectors after the one that ended before its time do not count, whether they came before or after it", () => {
  fc.assert(
    fc.property(
      sequences.chain((picks) =>
        fc.tuple(fc.constant(picks), shuffled(picks.length), fc.nat({ max: picks.length - 1 })),
      ),
      ([picks, order, last]) => {
        const merged = new MergedTallies(expectation);
        for (const instance of order) {
          if (instance === last) merged.endWith(last);
          merged.add(instance, stateOf(instance, picks[instance] ?? []));
        }
        expect(bytesOf(merged)).toBe(bytesOf(mergedInOrder(picks.slice(0, last + 1))));
        expect(merged.counts(last)).toBe(true);
        expect(merged.counts(last + 1)).toBe(false);
      },
    ),
  );
});

test("of selectors that never came in, those after them still count: whoever was stopped takes nobody with him", () => {
  const merged = new MergedTallies(expectation);
  merged.add(2, stateOf(2, [0, 1, 1]));
  expect(merged.total.picks).toBe(3);
});

function shuffled(length: number): fc.Arbitrary<readonly number[]> {
  const all = Array.from({ length }, (_, i) => i);
  return fc.shuffledSubarray(all, { minLength: length });
}
