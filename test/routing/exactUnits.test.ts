import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactUnits } from "../../src/routing/exactUnits.ts";

const decimals = fc.record({ digits: fc.integer({ min: 0, max: 9999 }), places: fc.integer({ min: 0, max: 4 }) });
const entries = fc.array(fc.record({ weight: decimals, ready: fc.integer({ min: 0, max: 50 }) }), {
  minLength: 1,
  maxLength: 8,
});
const weightOf = ({ digits, places }: { digits: number; places: number }): number => Number(`${digits}e${-places}`);

describe("exact units", () => {
  it("are in exactly the ratio of the decimal weights", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const exact = exactUnits(
          list.map(({ weight }) => weightOf(weight)),
          list.map(({ ready }) => ready),
        );
        if (exact.kind === "mistake") throw new Error(exact.message);
        const scaled = list.map(({ weight, ready }) =>
          ready === 0 ? 0n : BigInt(weight.digits) * 10n ** BigInt(4 - weight.places),
        );
        for (const [i, a] of scaled.entries()) {
          for (const [j, b] of scaled.entries()) {
            expect(a * BigInt(exact.perReplica[j] ?? -1)).toBe(b * BigInt(exact.perReplica[i] ?? -1));
          }
        }
      }),
    );
  });

  it("add up to the total over the ready replicas", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const ready = list.map((entry) => entry.ready);
        const exact = exactUnits(
          list.map(({ weight }) => weightOf(weight)),
          ready,
        );
        if (exact.kind === "mistake") throw new Error(exact.message);
        expect(exact.perReplica.reduce((sum, units, j) => sum + units * (ready[j] ?? 0), 0)).toBe(exact.total);
      }),
    );
  });

  it("do not change when all weights are scaled by a power of ten", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const ready = list.map((entry) => entry.ready);
        const plain = exactUnits(
          list.map(({ weight }) => weightOf(weight)),
          ready,
        );
        const scaled = exactUnits(
          list.map(({ weight }) => weightOf({ ...weight, places: weight.places - 3 })),
          ready,
        );
        expect(scaled).toEqual(plain);
      }),
    );
  });

  it("take 0.1 for one tenth", () => {
    expect(exactUnits([0.1, 0.3], [1, 1])).toEqual({ kind: "units", perReplica: [1, 3], total: 4 });
    expect(exactUnits([1, 0.25], [3, 4])).toEqual({ kind: "units", perReplica: [4, 1], total: 16 });
  });

  it("are all 0 when nobody is ready or every weight is 0", () => {
    expect(exactUnits([1, 2], [0, 0])).toEqual({ kind: "units", perReplica: [0, 0], total: 0 });
    expect(exactUnits([0, 0], [3, 2])).toEqual({ kind: "units", perReplica: [0, 0], total: 0 });
  });

  it("refuse weights that are negative, infinite, not a number, or too far apart", () => {
    for (const weight of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e-20, 5e-324]) {
      expect(exactUnits([1, weight], [1, 1]).kind).toBe("mistake");
    }
  });

  it("never throw, whatever the weights", () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 5 }), (weights) => {
        expect(["units", "mistake"]).toContain(
          exactUnits(
            weights,
            weights.map(() => 3),
          ).kind,
        );
      }),
    );
  });
});
