import { expect, test } from "vitest";
import {
  formatCount,
  formatInterval,
  formatLogarithm,
  formatPoints,
  formatRate,
  formatShare,
} from "../../src/report/formatNumber.ts";

test.for([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [1_440_312, "1,440,312"],
  [100_000_000, "100,000,000"],
] as const)("the count %d is %s", ([count, text]) => {
  expect(formatCount(count)).toBe(text);
});

test("a share has two decimals, and a dash stands for none", () => {
  expect([0, 0.8, 1, null].map(formatShare)).toEqual(["0.00 %", "80.00 %", "100.00 %", "–"]);
  expect([0.000_01, 0.000_04, 0.999_99, 1 - 1e-7, 1e-11].map(formatShare)).toEqual([
    "0.0010 %",
    "0.0040 %",
    "99.9990 %",
    "99.999990 %",
    "1.0e-9 %",
  ]);
  expect(formatInterval([0.79841, 0.8016])).toBe("79.84 – 80.16 %");
});

test.for([
  [0, "0 pp"],
  [0.01, "1 pp"],
  [0.0143, "1.43 pp"],
  [0.1, "10 pp"],
  [0.000_42, "0.042 pp"],
  [0.000_004_1, "0.00041 pp"],
  [4e-10, "4.0e-8 pp"],
] as const)("the difference %d is %s", ([difference, text]) => {
  expect(formatPoints(difference)).toBe(text);
});

test("an error rate is as short as it can be", () => {
  expect([1e-9, 0.01, 0, 2.5e-7].map(formatRate)).toEqual(["1e-9", "0.01", "0", "2.5e-7"]);
});

test("a logarithm has one decimal and never a negative zero", () => {
  const texts = [-14.21, -0.02, 0, Infinity, -Infinity].map(formatLogarithm);
  expect(texts).toEqual(["-14.2", "0.0", "0.0", "∞", "-∞"]);
});
