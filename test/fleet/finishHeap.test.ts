import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FinishHeap } from "../../src/fleet/finishHeap.ts";

const entries = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 100, size: "max" });

describe("FinishHeap", () => {
  it("gives the requests back in order of their steps", () => {
    fc.assert(
      fc.property(entries, (steps) => {
        const heap = filled(steps);
        const left = emptied(heap);
        expect(left.map(({ step }) => step)).toEqual(steps.toSorted((a, b) => a - b));
        for (const { step, request } of left) expect(steps[request]).toBe(step);
        expect(new Set(left.map(({ request }) => request)).size).toBe(steps.length);
      }),
    );
  });

  it("lets a request leave from the middle and keeps the order of the others", () => {
    fc.assert(
      fc.property(entries, fc.array(fc.nat(), { maxLength: 100, size: "max" }), (steps, choices) => {
        const heap = filled(steps);
        const rest = new Map(steps.entries());
        for (const choice of choices) {
          const request = [...rest.keys()][choice % rest.size];
          if (request === undefined) break;
          expect(heap.remove(request)).toBe(rest.get(request));
          rest.delete(request);
        }
        expect(heap.length).toBe(rest.size);
        const left = emptied(heap);
        expect(left.map(({ step }) => step)).toEqual([...rest.values()].toSorted((a, b) => a - b));
        for (const { step, request } of left) expect(rest.get(request)).toBe(step);
      }),
    );
  });

  it("says Infinity and -1 when it is empty", () => {
    const heap = new FinishHeap();
    expect(heap.step).toBe(Number.POSITIVE_INFINITY);
    expect(heap.pop()).toBe(-1);
  });

  it("does not lose its place past 2^31 steps", () => {
    const heap = new FinishHeap();
    heap.push(2 ** 40 + 1, 7);
    heap.push(2 ** 40, 8);
    expect(heap.step).toBe(2 ** 40);
    expect(heap.pop()).toBe(8);
  });

  it("refuses to give up a request that it does not hold", () => {
    const heap = new FinishHeap();
    heap.push(3, 1);
    heap.pop();
    expect(() => heap.remove(1)).toThrow("request 1 is not in the batch");
  });
});

function filled(steps: readonly number[]): FinishHeap {
  const heap = new FinishHeap();
  for (const [request, step] of steps.entries()) heap.push(step, request);
  return heap;
}

function emptied(heap: FinishHeap): readonly { readonly step: number; readonly request: number }[] {
  const left: { step: number; request: number }[] = [];
  while (heap.length > 0) {
    const { step } = heap;
    left.push({ step, request: heap.pop() });
  }
  return left;
}
