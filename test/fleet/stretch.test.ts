import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Stretch } from "../../src/fleet/stretch.ts";

describe("Stretch", () => {
  it("is cut at the first boundary at or after the instant, and never later than it was due", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 1e-3, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1.1, noNaN: true }),
        (startMs, steps, firstMs, growth, share) => {
          const growthMs = growth * firstMs;
          const boundaries = Array.from({ length: steps }, (_, i) => begun(startMs, i + 1, firstMs, growthMs).dueMs);
          const endMs = boundaries.at(-1) ?? 0;
          const nowMs = startMs + share * (endMs - startMs);
          const stretch = begun(startMs, steps, firstMs, growthMs);
          const index = boundaries.findIndex((boundaryMs) => boundaryMs >= nowMs);
          const expected = index < 0 ? steps : index + 1;
          expect(stretch.cut(nowMs)).toBe(expected < steps);
          expect(stretch.dueMs).toBe(boundaries[expected - 1]);
          expect(stretch.finish()).toBe(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("is cut at a boundary, not one later, when the instant is that very boundary", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 3000 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 1e-3, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        (steps, share, firstMs, growth, startMs) => {
          const at = 1 + (share % (steps - 1));
          const boundaryMs = begun(startMs, at, firstMs, growth * firstMs).dueMs;
          const stretch = begun(startMs, steps, firstMs, growth * firstMs);
          stretch.cut(boundaryMs);
          expect(stretch.dueMs).toBe(boundaryMs);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("takes 10, 12 and 14 ms for steps of 10 ms that grow by 2", () => {
    expect([1, 2, 3].map((steps) => begun(0, steps, 10, 2).dueMs)).toEqual([10, 22, 36]);
    const stretch = begun(0, 3, 10, 2);
    expect(stretch.cut(11)).toBe(true);
    expect(stretch.dueMs).toBe(22);
  });

  it("leaves the step in progress whole", () => {
    const stretch = begun(5, 4, 10, 0);
    expect(stretch.cut(5)).toBe(true);
    expect(stretch.dueMs).toBe(15);
    expect(stretch.cut(6)).toBe(false);
  });

  it("goes on where it ended", () => {
    const stretch = begun(5, 4, 10, 0);
    expect(stretch.finish()).toBe(4);
    stretch.begin(2, 3, 0);
    expect(stretch.dueMs).toBe(51);
  });

  it("is over at once when its steps take no time", () => {
    const stretch = begun(5, 4, 0, 0);
    expect(stretch.dueMs).toBe(5);
    expect(stretch.cut(5)).toBe(false);
  });
});

function begun(startMs: number, steps: number, firstMs: number, growthMs: number): Stretch {
  const stretch = new Stretch();
  stretch.wake(startMs);
  stretch.begin(steps, firstMs, growthMs);
  return stretch;
}
