import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedRequests, peakRatePerSecond } from "../../src/traffic/plannedRate.ts";
import type { TraceSpec } from "../../src/traffic/traceReplay.ts";
import type { ArrivalSpec } from "../../src/traffic/trafficSpec.ts";
import { timesOf } from "./requests.ts";
import { arrivalSpecs, rowsAt, traceSpecs } from "./trafficSpecs.ts";

const instant = fc.integer({ min: 0, max: 100_000 });
const windows = fc.tuple(instant, fc.integer({ min: 1, max: 60_000 }));

const shape: ArrivalSpec = {
  kind: "staged",
  startPerSecond: 2,
  stages: [
    { durationMs: 10_000, targetPerSecond: 12 },
    { durationMs: 0, targetPerSecond: 99 },
    { durationMs: 0, targetPerSecond: 6 },
    { durationMs: 10_000, targetPerSecond: 0 },
  ],
  spacing: "poisson",
};

describe("peakRatePerSecond", () => {
  test("is no less in a window that holds the first", () => {
    fc.assert(
      fc.property(arrivalSpecs, windows, instant, (spec, [fromMs, lengthMs], moreMs) => {
        // A short window of a trace has a peak over its own length, which a longer one need not reach.
        const long = lengthMs + (spec.kind === "trace" ? 10_000 : 0);
        const peak = peakRatePerSecond(spec, fromMs, fromMs + long);
        expect(peakRatePerSecond(spec, fromMs, fromMs + long + moreMs)).toBeGreaterThanOrEqual(peak);
        expect(peakRatePerSecond(spec, Math.max(0, fromMs - moreMs), fromMs + long)).toBeGreaterThanOrEqual(peak);
      }),
    );
  });

  test("is at least the mean rate of the window", () => {
    fc.assert(
      fc.property(arrivalSpecs, windows, (spec, [fromMs, lengthMs]) => {
        fc.pre(spec.kind !== "trace");
        const planned = expectedRequests(spec, fromMs + lengthMs) - expectedRequests(spec, fromMs);
        expect(peakRatePerSecond(spec, fromMs, fromMs + lengthMs) * (1 + 1e-9) + 1e-6).toBeGreaterThanOrEqual(
          (1000 * planned) / lengthMs,
        );
      }),
    );
  });

  test("of stages is that of the highest end of a line in the window", () => {
    expect(peakRatePerSecond(shape, 0, 5000)).toBe(7);
    expect(peakRatePerSecond(shape, 2000, 60_000)).toBe(12);
    expect(peakRatePerSecond(shape, 10_000, 60_000)).toBe(6);
    expect(peakRatePerSecond(shape, 15_000, 60_000)).toBe(3);
    expect(peakRatePerSecond(shape, 30_000, 60_000)).toBe(0);
  });

  test("of a trace is the most arrivals in any ten seconds, found by trying them all", () => {
    fc.assert(
      fc.property(traceSpecs, windows, (spec, [fromMs, lengthMs]) => {
        const times = timesOf(spec, fromMs + lengthMs).filter((atMs) => atMs >= fromMs);
        const bucketMs = Math.min(10_000, lengthMs);
        const counts = times.map((last) => times.filter((atMs) => atMs > last - bucketMs && atMs <= last).length);
        const most = Math.max(0, ...counts);
        const peak = (peakRatePerSecond(spec, fromMs, fromMs + lengthMs) * bucketMs) / 1000;
        // Laps are folded into one, whose instants differ by rounding: an arrival on the edge may count or not.
        expect(Math.abs(peak - most)).toBeLessThan(spec.loop ? 1 + 1e-6 : 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  test("of a burst in a trace is the burst over ten seconds", () => {
    const rows = rowsAt([0, 1000, 15_000, 15_000, 15_100, 15_200, 40_000]);
    const spec: TraceSpec = { kind: "trace", file: "burst.csv", rows, rateScale: 1, loop: false };
    expect(peakRatePerSecond(spec, 0, 60_000)).toBe(0.4);
    expect(peakRatePerSecond({ ...spec, rateScale: 2 }, 0, 60_000)).toBe(0.6);
    expect(peakRatePerSecond({ ...spec, loop: true }, 1_000_000, 2_000_000)).toBe(0.4);
    expect(peakRatePerSecond(spec, 50_000, 60_000)).toBe(0);
  });
});

describe("expectedRequests", () => {
  test("never falls with time, and is 0 at the start", () => {
    fc.assert(
      fc.property(arrivalSpecs, instant, instant, (spec, atMs, moreMs) => {
        const planned = expectedRequests(spec, atMs);
        expect(expectedRequests(spec, 0)).toBe(0);
        expect(planned).toBeGreaterThanOrEqual(0);
        expect(expectedRequests(spec, atMs + moreMs)).toBeGreaterThanOrEqual(planned - 1e-9 * planned);
      }),
    );
  });

  test("is the integral of the rate", () => {
    expect(expectedRequests({ kind: "poisson", ratePerSecond: 40 }, 1_800_000)).toBe(72_000);
    expect([5000, 10_000, 15_000, 20_000, 60_000].map((atMs) => expectedRequests(shape, atMs))).toEqual([
      22.5, 70, 92.5, 100, 100,
    ]);
  });

  test("of a trace counts its rows, lap by lap", () => {
    const rows = rowsAt([0, 10, 10, 60]);
    const spec: TraceSpec = { kind: "trace", file: "made-up.csv", rows, rateScale: 1, loop: false };
    expect([5, 11, 61, 1000].map((ms) => expectedRequests(spec, ms))).toEqual([1, 3, 4, 4]);
    expect([5, 61, 81, 800].map((ms) => expectedRequests({ ...spec, loop: true }, ms))).toEqual([1, 4, 5, 40]);
    expect(expectedRequests({ ...spec, loop: true, rateScale: 2 }, 400)).toBe(40);
  });
});
