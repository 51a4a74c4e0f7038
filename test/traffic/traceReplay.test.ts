import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TraceSpec } from "../../src/traffic/traceReplay.ts";
import { requestsBefore, sourceOf, timesOf } from "./requests.ts";
import { rowsAt, traceSpecs } from "./trafficSpecs.ts";

const never = Number.POSITIVE_INFINITY;

function traceOf(atMs: readonly number[], change: Partial<TraceSpec> = {}): TraceSpec {
  return { kind: "trace", file: "made-up.csv", rows: rowsAt(atMs), rateScale: 1, loop: false, ...change };
}

describe("a trace", () => {
  test("is played row by row, with the sizes of its rows", () => {
    fc.assert(
      fc.property(traceSpecs, (arrivals) => {
        const size = { kind: "fixed", value: 99 } as const;
        const source = sourceOf(
          { arrivals: { ...arrivals, loop: false }, prompt: size, output: size, attempts: 1 },
          never,
        );
        const requests = requestsBefore(source, never);
        const { atMs, promptTokens, outputTokens } = arrivals.rows;
        expect(requests.map((request) => request.atMs)).toEqual(Array.from(atMs, (ms) => ms / arrivals.rateScale));
        expect(requests.map((request) => request.promptTokens)).toEqual([...promptTokens]);
        expect(requests.map((request) => request.outputTokens)).toEqual([...outputTokens]);
      }),
    );
  });

  test("played n times as fast has every arrival after an nth of the time", () => {
    fc.assert(
      fc.property(traceSpecs, fc.integer({ min: 1, max: 6 }), (arrivals, power) => {
        const fast = { ...arrivals, rateScale: arrivals.rateScale * 2 ** power };
        const times = timesOf(arrivals, 60_000);
        expect(timesOf(fast, 60_000 / 2 ** power)).toEqual(times.map((atMs) => atMs / 2 ** power));
      }),
    );
  });

  test("that loops repeats itself after its last row and one mean gap, sizes included", () => {
    const size = { kind: "fixed", value: 99 } as const;
    const arrivals = traceOf([0, 10, 10, 60], { loop: true });
    const requests = requestsBefore(sourceOf({ arrivals, prompt: size, output: size, attempts: 1 }, 165), never);
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 10, 10, 60, 80, 90, 90, 140, 160]);
    expect(requests.map(({ promptTokens }) => promptTokens)).toEqual([10, 11, 12, 13, 10, 11, 12, 13, 10]);
    expect(requests.map(({ outputTokens }) => outputTokens)).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 1]);
  });

  test("that loops does not drift over laps", () => {
    const arrivals = traceOf([0, 0.1, 0.7], { loop: true, rateScale: 3 });
    const times = timesOf(arrivals, 100_000);
    const lap = 90_000;
    expect(times[3 * lap]).toBe((lap * (0.7 + 0.7 / 2)) / 3);
  });

  test("that loops must span some time", () => {
    expect(() => timesOf(traceOf([0, 0, 0], { loop: true }), 1000)).toThrow("needs two rows at different times");
    expect(() => timesOf(traceOf([], { loop: true }), 1000)).toThrow(RangeError);
  });

  test("of no rows has no arrivals, and one of a single instant has all of them there", () => {
    expect(timesOf(traceOf([]), 1000)).toEqual([]);
    expect(timesOf(traceOf([0, 0, 0]), 1000)).toEqual([0, 0, 0]);
  });
});
