import fc from "fast-check";
import { expect, test } from "vitest";
import { assignIds } from "../../src/scenario/assignIds.ts";

const item = fc.record({
  given: fc.option(fc.constantFrom("slow", "slow-2", "slow-ends", "split"), { nil: undefined }),
  base: fc.constantFrom("slow", "split"),
  endings: fc.constantFrom([], ["-ends"]),
});

test("gives no id twice, and changes none that is given", () => {
  fc.assert(
    fc.property(fc.array(item), (items) => {
      const refused = new Set<number>();
      const ids = assignIds(items, (position) => refused.add(position));
      const all = ids.flatMap((id, i) =>
        refused.has(i) ? [] : [id, ...(items[i]?.endings ?? []).map((end) => `${id}${end}`)],
      );
      expect(new Set(all).size).toBe(all.length);
      for (const [i, { given }] of items.entries()) if (given !== undefined) expect(ids[i]).toBe(given);
    }),
  );
});

test("numbers the same base from the second on", () => {
  const items = ["split", "conforms", "split", "split"].map((base) => ({ given: undefined, base, endings: [] }));
  expect(assignIds(items, () => {})).toEqual(["split", "conforms", "split-2", "split-3"]);
});

test("tells of an id that is given twice", () => {
  const items = ["a", "b", "a"].map((given) => ({ given, base: undefined, endings: [] }));
  const said: string[] = [];
  assignIds(items, (position, message) => said.push(`${position}: ${message}`));
  expect(said).toEqual(['2: the id "a" is taken: it belongs to number 1 of the list']);
});
