import { expect, test } from "vitest";
import { formatLatency, formatTime } from "../../src/report/formatTime.ts";

test.for([
  [0, "0s"],
  [500, "0.5s"],
  [1500, "1.5s"],
  [90_000, "1m30s"],
  [720_000, "12m"],
  [3_600_000, "1h"],
  [3_601_000, "1h1s"],
  [86_400_000, "24h"],
] as const)("the instant %d ms is %s", ([ms, text]) => {
  expect(formatTime(ms)).toBe(text);
});

test.for([
  [0, "0 ms"],
  [0.001, "0.00 ms"],
  [0.42, "0.42 ms"],
  [9.996, "10.0 ms"],
  [84.21, "84.2 ms"],
  [999.4, "999 ms"],
  [999.6, "1.00 s"],
  [2314, "2.31 s"],
  [99_949, "99.9 s"],
  [99_951, "1m40s"],
  [750_400, "12m30s"],
] as const)("the latency %d ms is %s", ([ms, text]) => {
  expect(formatLatency(ms)).toBe(text);
});
