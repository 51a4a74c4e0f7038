import fc from "fast-check";
import { expect, test } from "vitest";
import { timeLeft } from "../../../src/cli/sweep/timeLeft.ts";

test.each([
  [10_000, 0.5, "about 10s"],
  [2_000, 0.99, "about 5s"],
  [60_000, 0.5, "about 1m"],
  [60_000, 0.05, "about 19m"],
  [600_000, 0.05, "about 3h10m"],
  [3_600_000, 0.5, "about 1h"],
  [1_000, 0.5, ""],
  [10_000, 0.001, ""],
  [10_000, 1, ""],
])("after %i ms with %f of the work done: %j", (elapsedMs, workDone, left) => {
  expect(timeLeft({ elapsedMs, workDone })).toBe(left);
});

test("what is said is within a third of the exact time, or 5 s", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2000, max: 1e7 }),
      fc.double({ min: 0.01, max: 0.999, noNaN: true }),
      (elapsedMs, workDone) => {
        const [, hours = 0, minutes = 0, seconds = 0] =
          /^about (?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(timeLeft({ elapsedMs, workDone })) ?? [];
        const said = 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds);
        const exact = (elapsedMs * (1 - workDone)) / workDone / 1000;
        expect(Math.abs(said - exact)).toBeLessThanOrEqual(Math.max(5, exact / 3));
      },
    ),
  );
});
