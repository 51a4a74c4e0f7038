import fc from "fast-check";
import { expect, test } from "vitest";
import { byteLength, cutText } from "../../src/report/cutText.ts";

const text = fc.string({ unit: "grapheme", maxLength: 80 });

test("it is never longer than asked, and what fits stays as it is", () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 3, max: 200 }), (whole, mostBytes) => {
      const cut = cutText(whole, mostBytes);
      expect(byteLength(cut)).toBeLessThanOrEqual(mostBytes);
      if (byteLength(whole) <= mostBytes) expect(cut).toBe(whole);
      else expect(whole.startsWith(cut.slice(0, -1)) && cut.endsWith("…")).toBe(true);
    }),
  );
});

test("a letter is not cut in two", () => {
  expect(cutText("naïve 👩‍👩‍👧‍👦!", 12)).toBe("naïve …");
});
