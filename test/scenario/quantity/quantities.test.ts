import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePercent, parsePoints } from "../../../src/scenario/quantity/parsePercent.ts";
import { parseRate } from "../../../src/scenario/quantity/parseRate.ts";

const decimal = fc.integer({ min: 0, max: 1_000_000 }).map((thousandths) => thousandths / 1000);

test("a rate per minute or hour is a 60th or 3600th of the same number per second", () => {
  fc.assert(
    fc.property(decimal, (rate) => {
      expect(parseRate(`${rate}/s`)).toBe(rate);
      expect(parseRate(`${rate}/m`)).toBe(rate / 60);
      expect(parseRate(`${rate}/h`)).toBe(rate / 3600);
    }),
  );
});

test("a share is the double nearest to its decimal", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (thousandths) => {
      const text = (thousandths / 1000).toString();
      expect(parsePercent(`${text}%`)).toBe(thousandths / 100_000);
      expect(parsePoints(`${text}pp`)).toBe(thousandths / 100_000);
    }),
  );
});

test.each([
  ["40/s", 40],
  ["3000/m", 50],
  ["0.5/s", 0.5],
  ["1000000/s", 1e6],
])("%s is %d a second", (text, perSecond) => {
  expect(parseRate(text)).toBe(perSecond);
});

test.each(["", "40", "-1/s", "40/d", "40 /s", "40/S", "1e3/s", "1000001/s", "/s"])("%j is no rate", (text) => {
  expect(parseRate(text)).toBeUndefined();
});

test.each(["", "20", "-1%", "20 %", "1pp", "%", "1e2%"])("%j is no share", (text) => {
  expect(parsePercent(text)).toBeUndefined();
});
