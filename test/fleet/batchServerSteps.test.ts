import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BatchingReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import type { BatchOperation } from "./batchOperation.ts";
import { playBatch } from "./playBatch.ts";
import { stepByStep } from "./stepByStep.ts";

/**
 * Replicas and workloads small enough that every limit is met often. All times are multiples of `unitMs`: with a power
 * of two the arithmetic is exact, arrivals fall on boundaries all the time, and the two sides must agree to the bit.
 */
function replica(unitMs: number): fc.Arbitrary<BatchingReplicaSpec> {
  const cost = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most }).map((n) => n * unitMs);
  return fc.record({
    kind: fc.constant("batching" as const),
    profile: fc.constant("custom"),
    baseMs: fc.integer({ min: 1, max: 40 }).map((n) => n * unitMs),
    prefillBaseMs: cost(20),
    perPrefillTokenMs: cost(4),
    perSequenceMs: cost(8),
    perKvTokenMs: cost(2),
    maxRunning: fc.integer({ min: 1, max: 5 }),
    tokenBudget: fc.integer({ min: 1, max: 12 }),
    kvTokens: fc.integer({ min: 10, max: 90 }),
    queue: fc.integer({ min: 0, max: 6 }),
  });
}

function operations(unitMs: number): fc.Arbitrary<readonly BatchOperation[]> {
  const gap = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2000 }));
  const what = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant("submit" as const),
        promptTokens: fc.integer({ min: 0, max: 20 }),
        outputTokens: fc.integer({ min: 1, max: 30 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant("cancel" as const), request: fc.integer({ min: 0, max: 30 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("slow" as const), factor: fc.constantFrom(0.5, 1, 2, 4) }) },
  );
  return fc.array(fc.tuple(gap, what), { maxLength: 40, size: "max" }).map((steps) => {
    let atMs = 0;
    return steps.map(([units, operation]) => {
      atMs += units * unitMs;
      return { ...operation, atMs };
    });
  });
}

describe("a batching replica against one that walks every step", () => {
  it("gives every request the same fate to the bit when the arithmetic is exact", () => {
    const unitMs = 1 / 64;
    fc.assert(
      fc.property(replica(unitMs), operations(unitMs), (spec, happenings) => {
        expect(playBatch(spec, happenings)).toEqual(stepByStep(spec, happenings));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives every request the same times to 1e-7 when it is not", () => {
    // Costs and arrivals are multiples of incommensurable units: they never meet, but for rounding nothing may differ.
    fc.assert(
      fc.property(replica(Math.PI / 200), operations(Math.E / 173), (spec, happenings) => {
        const found = playBatch(spec, happenings);
        const expected = stepByStep(spec, happenings);
        expect(found.map(({ accepted }) => accepted)).toEqual(expected.map(({ accepted }) => accepted));
        for (const [request, fate] of found.entries()) {
          expectClose(fate.startMs, expected[request]?.startMs);
          expectClose(fate.firstTokenMs, expected[request]?.firstTokenMs);
          expectClose(fate.servedMs, expected[request]?.servedMs);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function expectClose(found: number, expected: number | undefined): void {
  if (Number.isNaN(found)) expect(expected).toBeNaN();
  else expect(Math.abs(found - (expected ?? Number.NaN))).toBeLessThan(1e-7);
}
