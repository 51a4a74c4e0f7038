import fc from "fast-check";
import { expect, test } from "vitest";
import { displayWidth } from "../../src/report/displayWidth.ts";
import { printable } from "../../src/report/printable.ts";
import { wrapItems, wrapText } from "../../src/report/wrapText.ts";

const text = fc.string({ unit: "grapheme", maxLength: 200 });
const width = fc.integer({ min: 2, max: 60 });
const letters = (value: string): string => value.replaceAll(" ", "");

test("no line is wider than asked, none is empty, and no letter is lost", () => {
  fc.assert(
    fc.property(text, width, (value, columns) => {
      const lines = wrapText(value, columns);
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
      expect(lines).not.toContain("");
      expect(letters(lines.join(""))).toBe(letters(printable(value)));
    }),
  );
});

test("breaks between words where it can", () => {
  expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrapText("incomprehensible", 10)).toEqual(["incomprehe", "nsible"]);
  expect(wrapText("  ", 10)).toEqual([]);
});

test("an item stays whole unless it is wider than the line", () => {
  expect(wrapItems(["n 96,021", "margin 1 pp", "log10 p -0.1"], " · ", 22)).toEqual([
    "n 96,021 · margin 1 pp",
    "log10 p -0.1",
  ]);
  expect(wrapItems(["margin 1 pp"], " · ", 8)).toEqual(["margin 1", "pp"]);
});
