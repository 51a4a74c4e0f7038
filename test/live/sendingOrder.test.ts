import fc from "fast-check";
import { expect, it } from "vitest";
import { SendingOrder } from "../../src/live/sendingOrder.ts";

it("reports every answer once and in the order of sending, as soon as those before are in", () => {
  const arrivals = fc.integer({ min: 0, max: 40 }).chain((n) => {
    const indices = Array.from({ length: n }, (_, i) => i);
    return fc.shuffledSubarray(indices, { minLength: n });
  });
  fc.assert(
    fc.property(arrivals, (order) => {
      const reported: number[] = [];
      const sendingOrder = new SendingOrder<{ readonly index: number }>(({ index }) => reported.push(index));
      const arrived = new Set<number>();
      for (const index of order) {
        sendingOrder.put(index, { index });
        arrived.add(index);
        const firstMissing = order.map((_, i) => i).find((i) => !arrived.has(i)) ?? order.length;
        expect(reported).toEqual(Array.from({ length: firstMissing }, (_, i) => i));
      }
    }),
  );
});
