import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchOperations, batchReplica } from "./arbitraryBatch.ts";
import { playBatch } from "./playBatch.ts";
import { stepByStep } from "./stepByStep.ts";

describe("a batching replica against one that walks every step", () => {
  it("gives every request the same fate to the bit when the arithmetic is exact", () => {
    const unitMs = 1 / 64;
    fc.assert(
      fc.property(batchReplica(unitMs), batchOperations(unitMs), (spec, happenings) => {
        expect(playBatch(spec, happenings)).toEqual(stepByStep(spec, happenings));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives every request the same times to 1e-7 when it is not", () => {
    // Costs and arrivals are multiples of incommensurable units: they never meet, but for rounding nothing may differ.
    fc.assert(
      fc.property(batchReplica(Math.PI / 200), batchOperations(Math.E / 173), (spec, happenings) => {
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
