import fc from "fast-check";
import { expect, test } from "vitest";
import { clipText } from "../../src/report/clipText.ts";
import { displayWidth } from "../../src/report/displayWidth.ts";

test("never wider than asked", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), fc.nat(40), (text, width) => {
      expect(displayWidth(clipText(text, width))).toBeLessThanOrEqual(width);
    }),
  );
});

test("what fits stays, what does not keeps both ends", () => {
  expect(clipText("new-deployment", 14)).toBe("new-deployment");
  expect(clipText("llama-70b-h100-east-blue", 15)).toBe("llama-7…st-blue");
  expect(clipText("东京推理部署", 7)).toBe("东京…署");
});

test("what could steer a terminal becomes a space", () => {
  expect(clipText("a\u001b[31mb\nc\u202ed", 40)).toBe("a [31mb c d");
});
