import fc from "fast-check";
import { expect, it, test } from "vitest";
import { matchesWildcard } from "../../../../src/gateway/control/filter/wildcard.ts";

const few = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 6 });

it("matches exactly what the regular expression with .* between the parts matches", () => {
  fc.assert(
    fc.property(
      few,
      fc.array(fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 2 }), { minLength: 1, maxLength: 4 }),
      (text, parts) => {
        expect(matchesWildcard(text, parts)).toBe(new RegExp(`^${parts.join(".*")}$`, "s").test(text));
      },
    ),
    { numRuns: 2000 },
  );
});

test("a text does not use a letter twice: aba is no ab*ba", () => {
  expect(matchesWildcard("aba", ["ab", "ba"])).toBe(false);
  expect(matchesWildcard("abba", ["ab", "ba"])).toBe(true);
});

test("many wildcards over a long text are answered", () => {
  expect(matchesWildcard("a".repeat(100_000), [...Array.from({ length: 900 }, () => "a"), "b"])).toBe(false);
});
