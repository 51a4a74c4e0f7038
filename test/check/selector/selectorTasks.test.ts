import fc from "fast-check";
import { expect, test } from "vitest";
import { groupedTasks, selectorTasks } from "../../../src/check/selector/selectorTasks.ts";

test("all requests are dealt out, to each selector as many as to any other or one more, the first ones first", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 100 }), (requests, instances) => {
      const tasks = [...selectorTasks(requests, instances)];
      const shares = tasks.map((task) => task.requests);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(requests);
      expect(shares).toEqual([...shares].sort((a, b) => b - a));
      expect((shares[0] ?? 0) - (shares.at(-1) ?? 0)).toBeLessThanOrEqual(1);
      expect(tasks.map(({ instance }) => instance)).toEqual([...tasks.keys()]);
      expect(tasks).toHaveLength(Math.min(requests, instances));
    }),
  );
});

test("10 requests for 4 selectors are 3, 3, 2 and 2", () => {
  expect([...selectorTasks(10, 4)].map(({ requests }) => requests)).toEqual([3, 3, 2, 2]);
});

test("groups are neighbours, few enough, of one size but the last, and none is left out", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 70 }),
      (requests, instances, most) => {
        const groups = [...groupedTasks(requests, instances, most)];
        expect(groups.flat()).toEqual([...selectorTasks(requests, instances)]);
        expect(groups.length).toBeLessThanOrEqual(most);
        const [first = 0, ...others] = groups.map(({ length }) => length);
        expect(others.slice(0, -1).every((length) => length === first)).toBe(true);
        expect(Math.max(1, ...others.slice(-1))).toBeLessThanOrEqual(Math.max(1, first));
        expect(groups.every(({ length }) => length > 0)).toBe(true);
      },
    ),
  );
});
