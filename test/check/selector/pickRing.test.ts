import fc from "fast-check";
import { expect, test } from "vitest";
import { PickReader, PickWriter, pickMemory } from "../../../src/check/selector/pickRing.ts";

test("every pick comes out once, in order, however often and however many at a time they are taken", () => {
  const steps = fc.array(fc.record({ put: fc.nat({ max: 9000 }), take: fc.nat({ max: 12_000 }) }), { maxLength: 30 });
  fc.assert(
    fc.property(steps, (given) => {
      const memory = pickMemory();
      let calls = 0;
      const writer = new PickWriter(memory, () => calls++);
      const reader = new PickReader(memory);
      let put = 0;
      let taken = 0;
      let wrong = 0;
      for (const step of given) {
        // A writer that finds no room waits, and here nobody would ever make some.
        for (let i = 0; i < Math.min(step.put, 2 ** 16 - reader.waiting); i++) writer.put(put++);
        expect(reader.waiting).toBe(put - taken);
        const count = reader.take(step.take, (code) => {
          if (code !== taken++) wrong++;
        });
        expect(count).toBeLessThanOrEqual(step.take);
      }
      expect(wrong).toBe(0);
      // One call for each quarter of the ring.
      expect(calls).toBe(Math.floor(put / 2 ** 14));
    }),
    { numRuns: 30 },
  );
});

test("a reader that is asked for more than there is gives what there is, up to the largest code", () => {
  const memory = pickMemory();
  const writer = new PickWriter(memory, () => {});
  for (const code of [0, 2 ** 32 - 1, 7]) writer.put(code);
  const codes: number[] = [];
  const reader = new PickReader(memory);
  expect(reader.take(10, (code) => codes.push(code))).toBe(3);
  expect(codes).toEqual([0, 2 ** 32 - 1, 7]);
  expect(reader.waiting).toBe(0);
});
