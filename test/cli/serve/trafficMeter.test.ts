import fc from "fast-check";
import { expect, test } from "vitest";
import { TrafficMeter } from "../../../src/cli/serve/trafficMeter.ts";
import type { TrafficSnapshot } from "../../../src/cli/serve/trafficSnapshot.ts";

/** Totals of one router after so many milliseconds. */
function snapshot(atMs: number, counts: readonly number[], expected: readonly number[]): TrafficSnapshot {
  return {
    atMs,
    requests: counts.reduce((sum, count) => sum + count, 0),
    unserved: 0,
    inFlight: 0,
    revision: 1,
    routers: [
      {
        account: "local",
        id: "my-router",
        deployments: counts.map((requests, at) => ({ id: `d${at}`, requests, expected: expected[at] ?? 0 })),
      },
    ],
  };
}

test("observed shares sum to 1 wherever there was traffic, and rates are never negative", () => {
  const steps = fc.array(
    fc.record({
      ms: fc.integer({ min: 1, max: 40_000 }),
      counts: fc.tuple(fc.nat(50), fc.nat(50)),
      split: fc.constantFrom([1, 0], [0.8, 0.2], [0, 1]),
    }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const meter = new TrafficMeter(snapshot(0, [0, 0], [1, 0]));
      let [atMs, first, second] = [0, 0, 0];
      for (const { ms, counts, split } of all) {
        [atMs, first, second] = [atMs + ms, first + counts[0], second + counts[1]];
        const { ratePerSecond, routers } = meter.read(snapshot(atMs, [first, second], split));
        expect(ratePerSecond).toBeGreaterThanOrEqual(0);
        for (const { shares } of routers) {
          expect(shares.reduce((sum, { observed }) => sum + observed, 0)).toBeCloseTo(1, 9);
          expect(shares.every(({ observed, expected }) => observed > 0 || expected > 0)).toBe(true);
        }
      }
    }),
  );
});

test("a split that is meant to be another is counted anew", () => {
  const meter = new TrafficMeter(snapshot(0, [0, 0], [1, 0]));
  expect(meter.read(snapshot(1000, [100, 0], [1, 0])).routers[0]?.shares).toEqual([
    { deployment: "d0", observed: 1, expected: 1 },
  ]);
  expect(meter.read(snapshot(2000, [180, 0], [0.8, 0.2])).routers).toEqual([]);
  expect(meter.read(snapshot(3000, [260, 20], [0.8, 0.2])).routers[0]?.shares).toEqual([
    { deployment: "d0", observed: 0.8, expected: 0.8 },
    { deployment: "d1", observed: 0.2, expected: 0.2 },
  ]);
});

test("what is longer ago than a minute is forgotten, and a rate is that of the last five seconds", () => {
  const meter = new TrafficMeter(snapshot(0, [0, 0], [0.5, 0.5]));
  for (let second = 1; second <= 60; second++) meter.read(snapshot(second * 1000, [second * 10, 0], [0.5, 0.5]));
  let reading = meter.read(snapshot(61_000, [600, 10], [0.5, 0.5]));
  for (let second = 62; second <= 125; second++) {
    reading = meter.read(snapshot(second * 1000, [600, (second - 60) * 20], [0.5, 0.5]));
  }
  expect(reading.ratePerSecond).toBe(20);
  expect(reading.routers[0]?.shares).toEqual([
    { deployment: "d0", observed: 0, expected: 0.5 },
    { deployment: "d1", observed: 1, expected: 0.5 },
  ]);
});
