import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ArrivalSpec } from "../../src/traffic/trafficSpec.ts";
import { distanceLimit, distributionDistance, normalLimit, serialCorrelation } from "../engine/falseAlarm.ts";
import { timesOf } from "./requests.ts";
import { stagedSpecs } from "./trafficSpecs.ts";

type Staged = Extract<ArrivalSpec, { readonly kind: "staged" }>;

function gapsOf(times: readonly number[]): readonly number[] {
  return times.map((atMs, i) => atMs - (times[i - 1] ?? 0));
}

function staged(startPerSecond: number, stages: readonly (readonly [number, number])[]): Staged {
  const declared = stages.map(([seconds, targetPerSecond]) => ({ durationMs: 1000 * seconds, targetPerSecond }));
  return { kind: "staged", startPerSecond, stages: declared, spacing: "even" };
}

/** L(t), the integral of the rate, in small steps: nothing of the closed form is used. */
function plannedBySteps({ startPerSecond, stages }: Staged, untilMs: number): number {
  const step = untilMs / 20_000;
  let total = 0;
  for (let i = 0; i < 20_000; i++) total += (rateAt((i + 0.5) * step) * step) / 1000;
  return total;

  function rateAt(atMs: number): number {
    let [startMs, rate] = [0, startPerSecond];
    for (const { durationMs, targetPerSecond } of stages) {
      if (atMs < startMs + durationMs) return rate + ((targetPerSecond - rate) * (atMs - startMs)) / durationMs;
      [startMs, rate] = [startMs + durationMs, targetPerSecond];
    }
    return rate;
  }
}

describe("constant arrivals", () => {
  test("have exactly rate times seconds arrivals in whole seconds, the ith of them at i / rate", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 60 }), (ratePerSecond, seconds) => {
        const times = timesOf({ kind: "constant", ratePerSecond }, 1000 * seconds);
        expect(times.length).toBe(ratePerSecond * seconds);
        expect(times.findIndex((atMs, i) => atMs !== (1000 * i) / ratePerSecond)).toBe(-1);
      }),
    );
  });

  test("do not drift: the millionth is where it belongs", () => {
    expect(timesOf({ kind: "constant", ratePerSecond: 0.7 * 1000 }, 1_500_000).at(1_000_000)).toBe(1e9 / 700);
  });

  test("never come at rate 0", () => {
    for (const kind of ["constant", "poisson"] as const) {
      expect(timesOf({ kind, ratePerSecond: 0 }, 1e9)).toEqual([]);
    }
  });
});

describe("Poisson arrivals", () => {
  const ratePerSecond = 40;
  const times = timesOf({ kind: "poisson", ratePerSecond }, 5_000_000);

  // Tolerances: see falseAlarm. Of 5000 s the count has mean and variance 200 000.
  test("have exponential gaps that do not know of each other", () => {
    const gaps = gapsOf(times);
    expect(distributionDistance(gaps, (ms) => 1 - Math.exp(-ms / 25))).toBeLessThan(distanceLimit(gaps.length));
    expect(Math.abs(serialCorrelation(gaps))).toBeLessThan(normalLimit / Math.sqrt(gaps.length));
  });

  test("have counts of mean and variance rate times length", () => {
    expect(Math.abs(times.length - 200_000) / Math.sqrt(200_000)).toBeLessThan(normalLimit);
    const seconds = 5000;
    const counts = new Float64Array(seconds);
    for (const atMs of times) counts[Math.floor(atMs / 1000)] = (counts[Math.floor(atMs / 1000)] ?? 0) + 1;
    const variance = counts.reduce((sum, count) => sum + (count - ratePerSecond) ** 2, 0) / seconds;
    // The fourth central moment of a Poisson count is m + 3m², so its squared deviation has variance m + 2m².
    const z = (variance - ratePerSecond) / Math.sqrt((ratePerSecond + 2 * ratePerSecond ** 2) / seconds);
    expect(Math.abs(z)).toBeLessThan(normalLimit);
  });
});

describe("staged arrivals, evenly spaced", () => {
  test("are as many as the integral of the rate, at every stage's end", () => {
    fc.assert(
      fc.property(stagedSpecs, (spec) => {
        let untilMs = 0;
        let planned = 0;
        let rate = spec.startPerSecond;
        const times = timesOf({ ...spec, spacing: "even" }, 400_000);
        for (const { durationMs, targetPerSecond } of spec.stages) {
          untilMs += durationMs;
          planned += (durationMs * (rate + targetPerSecond)) / 2000;
          rate = targetPerSecond;
          const count = times.filter((atMs) => atMs < untilMs).length;
          // Rounding may move an arrival that falls on the edge; a total of whole requests is met exactly.
          expect(Math.abs(count - planned)).toBeLessThan(1 + 1e-6);
          if (Number.isInteger(planned)) expect(count).toBe(planned);
        }
      }),
    );
  });

  test("come where the integral of the rate is a whole number", () => {
    fc.assert(
      fc.property(stagedSpecs, fc.nat(500), (spec, i) => {
        const times = timesOf({ ...spec, spacing: "even" }, 120_000);
        fc.pre(i < times.length);
        const planned = plannedBySteps(spec, times[i] ?? 0);
        // Jumps of the rate cost the stepwise integral up to a step of 6 ms at 50 requests per second each.
        expect(Math.abs(planned - i)).toBeLessThan(5 * 0.006 * 50 + 1e-6);
      }),
    );
  });

  test("at a rate that does not change are the constant arrivals", () => {
    const times = timesOf(
      staged(8, [
        [10, 8],
        [0, 8],
        [5, 8],
      ]),
      60_000,
    );
    expect(times).toEqual(timesOf({ kind: "constant", ratePerSecond: 8 }, 60_000));
  });

  test("follow a ramp up, a rest and a ramp down", () => {
    const spec = staged(0, [
      [20, 10],
      [10, 10],
      [0, 0],
      [30, 0],
      [10, 4],
    ]);
    const times = timesOf(spec, 80_000);
    expect(times.length).toBe(100 + 100 + 20 + 40);
    // Up: 100 requests in 20 s of a parabola, so a quarter of them in half the time.
    expect(times[25]).toBe(10_000);
    expect(times[100]).toBe(20_000);
    expect(times[199]).toBeCloseTo(29_900, 6);
    // The rest of rate 0 is stepped over, then up again from nothing.
    expect(times[200]).toBe(60_000);
    expect(times[205]).toBe(65_000);
    // After the last stage its rate stays.
    expect(times.slice(220, 223)).toEqual([70_000, 70_250, 70_500]);
  });

  test("end where the rate goes down to 0 for good", () => {
    const times = timesOf(staged(10, [[20, 0]]), 1e9);
    expect(times.length).toBe(100);
    expect(times[75]).toBeCloseTo(10_000, 6);
    expect(timesOf(staged(0, []), 1e9)).toEqual([]);
  });
});

describe("staged arrivals, Poisson spaced", () => {
  // By change of time the planned totals at the arrivals are a Poisson process of rate 1. Tolerances: see falseAlarm.
  test("have exponential gaps of mean 1 in the integral of the rate", () => {
    const spec: Staged = {
      ...staged(0, [
        [200, 80],
        [100, 0],
        [50, 0],
        [0, 60],
        [200, 60],
      ]),
      spacing: "poisson",
    };
    const times = timesOf(spec, 700_000);
    const gaps = gapsOf(times.map(plannedTotal));
    expect(gaps.length).toBeGreaterThan(30_000);
    expect(distributionDistance(gaps, (x) => 1 - Math.exp(-x))).toBeLessThan(distanceLimit(gaps.length));
    expect(Math.abs(serialCorrelation(gaps))).toBeLessThan(normalLimit / Math.sqrt(gaps.length));
    expect(times.filter((atMs) => atMs >= 300_000 && atMs < 350_000)).toEqual([]);

    function plannedTotal(atMs: number): number {
      const t = atMs / 1000;
      if (t < 200) return 0.2 * t ** 2;
      if (t < 300) return 8000 + 80 * (t - 200) - 0.4 * (t - 200) ** 2;
      return t < 350 ? 12_000 : 12_000 + 60 * (t - 350);
    }
  });
});
