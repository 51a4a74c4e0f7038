import fc from "fast-check";
import { expect, test } from "vitest";
import { didYouMean, nearestName } from "../../src/scenario/nearestName.ts";

const word = fc.stringMatching(/^[a-z-]{4,12}$/);

test("finds a name again after one slip of the pen", () => {
  fc.assert(
    fc.property(word, fc.nat(100), fc.constantFrom("leave-out", "double", "replace", "swap"), (name, place, slip) => {
      const at = place % (name.length - 1);
      const [head, letter, tail] = [name.slice(0, at), name[at] ?? "", name.slice(at + 1)];
      const slipped = {
        "leave-out": head + tail,
        double: head + letter + letter + tail,
        replace: `${head}_${tail}`,
        swap: head + (tail[0] ?? "") + letter + tail.slice(1),
      }[slip];
      return nearestName(slipped, [name]) === name;
    }),
  );
});

test("a name that is there is the nearest", () => {
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1 }),
      (names) => nearestName(names[0] ?? "", names.toReversed()) === names[0],
    ),
  );
});

test("never invents a name", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (name, candidates) => {
      const nearest = nearestName(name, candidates);
      return nearest === undefined || candidates.includes(nearest);
    }),
  );
});

test("letter case is no slip, and a name cut short is one", () => {
  expect(nearestName("Scale", ["scale"])).toBe("scale");
  expect(nearestName("new", ["old", "new-deployment"])).toBe("new-deployment");
});

test("is silent when nothing is near", () => {
  expect(nearestName("xyz", ["current", "new"])).toBeUndefined();
  expect(nearestName("a", ["b"])).toBeUndefined();
  expect(nearestName("x".repeat(1_000_000), ["x".repeat(63)])).toBeUndefined();
  expect(didYouMean("xyz", ["current"])).toBe("");
});

test("says what was meant", () => {
  expect(didYouMean("sacle", ["crash", "scale"])).toBe(' (did you mean "scale"?)');
});
