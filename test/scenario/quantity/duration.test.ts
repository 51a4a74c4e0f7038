import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration } from "../../../src/scenario/quantity/formatDuration.ts";
import { longestDurationMs, parseDuration } from "../../../src/scenario/quantity/parseDuration.ts";

/** Whole nanoseconds, as milliseconds. */
const duration = fc.integer({ min: 0, max: longestDurationMs * 1e6 }).map((ns) => ns / 1e6);

test("reads back what is written, to the nanosecond", () => {
  fc.assert(fc.property(duration, (ms) => parseDuration(formatDuration(ms)) === ms));
});

test("writes what it reads in the same words every time", () => {
  fc.assert(
    fc.property(duration, (ms) => {
      const text = formatDuration(ms);
      return formatDuration(parseDuration(text) ?? Number.NaN) === text;
    }),
  );
});

test("a duration in any one unit is its number times the unit", () => {
  const units = [
    ["ns", 1e-6],
    ["us", 1e-3],
    ["µs", 1e-3],
    ["μs", 1e-3],
    ["ms", 1],
    ["s", 1e3],
    ["m", 6e4],
    ["h", 3.6e6],
  ] as const;
  fc.assert(
    fc.property(fc.nat(1000), fc.constantFrom(...units), (count, [unit, ms]) => {
      expect(parseDuration(`${count}${unit}`)).toBeCloseTo(count * ms, 9);
    }),
  );
});

test.each([
  ["1m30s", 90_000],
  ["500ms", 500],
  ["2h", 7_200_000],
  ["1h0m0s", 3_600_000],
  ["1.5h", 5_400_000],
  ["0.307ms", 0.307],
  ["1m0.1s", 60_100],
  ["90m", 5_400_000],
  ["0s", 0],
  ["1000h", 3_600_000_000],
])("%s is %d ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([
  "",
  "30",
  "0",
  "-5s",
  "+5s",
  "5 s",
  " 5s",
  "5S",
  "s",
  "1.s",
  ".5s",
  "1e3s",
  "30s1m",
  "1s1s",
  "1d",
  "1001h",
  "٣s",
])("%j is no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test.each([
  [0, "0s"],
  [0.307, "0.307ms"],
  [312.5, "312.5ms"],
  [1000, "1s"],
  [1500, "1.5s"],
  [90_000, "1m30s"],
  [3_600_000, "1h"],
  [3_600_001, "1h0.001s"],
  [5_400_000, "1h30m"],
])("%d ms is written %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("%d ms cannot be written", (ms) => {
  expect(() => formatDuration(ms)).toThrow(RangeError);
});
