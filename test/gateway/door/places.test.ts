import fc from "fast-check";
import { expect, test } from "vitest";
import { Places } from "../../../src/gateway/door/places.ts";

test("holds what was added and not removed, like a set, in no more places than there ever were things at once", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (steps) => {
      const places = new Places<number>();
      const held: { readonly thing: number; readonly place: number }[] = [];
      let most = 0;
      for (const [thing, step] of steps.entries()) {
        const leaving = held[step];
        if (leaving === undefined) held.push({ thing, place: places.add(thing) });
        else {
          places.remove(leaving.place);
          held.splice(step, 1);
        }
        most = Math.max(most, held.length);
        expect(places.count).toBe(held.length);
        expect(new Set(places.all())).toEqual(new Set(held.map((one) => one.thing)));
        expect(held.every(({ place }) => place < most)).toBe(true);
      }
    }),
  );
});

test("what goes away while all are read is not read, and what comes may be", () => {
  const places = new Places<string>();
  const [first] = ["a", "b", "c"].map((name) => places.add(name));
  const read: string[] = [];
  for (const name of places.all()) {
    read.push(name);
    if (name === "b") places.remove(first ?? 0);
    if (name === "b") places.add("d");
  }
  expect(read).toEqual(["a", "b", "c"]);
  expect([...places.all()]).toEqual(["d", "b", "c"]);
});
