import fc from "fast-check";
import type { BatchingReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import type { BatchOperation } from "./batchOperation.ts";

/**
 * Replicas and workloads small enough that every limit is met often. All times are multiples of `unitMs`: with a power
 * of two the arithmetic is exact, arrivals fall on boundaries all the time, and the two sides must agree to the bit.
 */
export function batchReplica(unitMs: number): fc.Arbitrary<BatchingReplicaSpec> {
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

/** Submissions, and whatever else may happen to such a replica. */
export function batchOperations(unitMs: number): fc.Arbitrary<readonly BatchOperation[]> {
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
