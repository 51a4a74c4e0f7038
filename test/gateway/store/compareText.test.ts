import fc from "fast-check";
import { expect, test } from "vitest";
import { compareText } from "../../../src/gateway/store/compareText.ts";

// Whole characters, halves of pairs, and those around the places where UTF-8 and UTF-16 disagree.
const unit = fc.oneof(
  fc.constantFrom("a", "b", "\0", "\ud800", "\udfff", "\uffee", "\ufffd", "\u{10000}"),
  fc.string({ unit: "binary", maxLength: 1 }),
);
const text = fc.array(unit, { maxLength: 6 }).map((units) => units.join(""));

test("texts are ordered as their bytes in UTF-8 are", () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});
