import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foreignThrown, foreignValue } from "../../../src/check/selector/foreignValue.ts";
import { oneLine } from "../../../src/check/selector/oneLine.ts";
import { thrownInWords } from "../../../src/check/selector/thrownInWords.ts";
import { valueInWords } from "../../../src/check/selector/valueInWords.ts";

/** As they are told: taken from the module's thread as plain data, and put into words elsewhere. */
const words = (value: unknown): string => valueInWords(structuredClone(foreignValue(value)));
const thrownWords = (thrown: unknown, file = "selector.mjs"): string =>
  thrownInWords(structuredClone(foreignThrown(thrown)), file);

const hostile = new Proxy(
  {},
  {
    get: () => {
      throw new Error("do not look");
    },
    getPrototypeOf: () => {
      throw new Error("do not look");
    },
  },
);

describe("words for what a module hands over", () => {
  test("are one line of at most 200 characters that steers no terminal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => {
        const line = oneLine(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(Array.from(oneLine(text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ""))).length).toBeLessThanOrEqual(200);
      }),
    );
  });

  test("are found for any value at all", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true }), (value) => {
        expect(words(value)).not.toBe("");
        expect(thrownWords(value)).not.toBe("");
      }),
    );
  });

  test.each([
    ["undefined", undefined],
    ["NaN", Number.NaN],
    ["2.5", 2.5],
    ["7n", 7n],
    ["null", null],
    ["true", true],
    ["a promise", Promise.resolve(0)],
    ["an array", [0]],
    ["an object", { index: 0 }],
    ["a function", () => 0],
    ["a symbol", Symbol("a")],
  ])("call it %s", (expected, value) => {
    expect(words(value)).toBe(expected);
  });

  test("look into nothing that could run foreign code", () => {
    expect(words(hostile)).toBe("an object");
    expect(thrownWords(hostile)).toBe("something that cannot be shown");
  });

  test("name the error and the place in the module that threw it", () => {
    const error = new TypeError("x is not a function");
    error.stack =
      "TypeError: x is not a function\n    at pick (file:///home/me/selector.mjs:12:5)\n    at node:internal";
    expect(thrownWords(error)).toBe("TypeError: x is not a function (selector.mjs:12:5)");
    expect(thrownWords(error, "other.mjs")).toBe("TypeError: x is not a function");
    // Loaded once more in the same thread, for another selector.
    error.stack = error.stack.replace(".mjs:", ".mjs?selector=7:");
    expect(thrownWords(error)).toBe("TypeError: x is not a function (selector.mjs:12:5)");
  });
});
