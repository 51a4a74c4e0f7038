import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LatencyHistogram } from "../../src/statistics/latencyHistogram.ts";

/** From under a microsecond to years, with ties and both sides of the 32-bit limit. */
const latencyMs = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 60_000, noNaN: true }),
  fc.double({ min: 4_294_967, max: 4_294_968, noNaN: true }),
  fc.double({ min: 0, max: 2 ** 42, noNaN: true }),
  fc.constantFrom(0, 0.0005, 0.128, 0.2555, 1, 4_294_967.295, 4_294_967.296, 4_503_599_627_370),
);
const latencies = fc.array(latencyMs, { minLength: 1, maxLength: 60 });
const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 0.95, 0.99, 1));

function histogramOf(values: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

function merged(parts: readonly (readonly number[])[]): LatencyHistogram {
  const whole = new LatencyHistogram();
  for (const part of parts) whole.merge(histogramOf(part));
  return whole;
}

describe("LatencyHistogram", () => {
  test("merging any parts in any order is recording everything", () => {
    fc.assert(
      fc.property(fc.array(fc.array(latencyMs, { maxLength: 20 }), { maxLength: 8 }), fc.nat(), (parts, turn) => {
        const whole = histogramOf(parts.flat()).state();
        const rotated = parts.map((_, index) => parts[(index + turn) % parts.length] ?? []);
        expect(merged(rotated).state()).toEqual(whole);
        const tree = merged(parts.slice(0, turn % 4));
        tree.merge(merged(parts.slice(turn % 4)));
        expect(tree.state()).toEqual(whole);
      }),
    );
  });

  test("recording many at once is recording each", () => {
    const shorts = fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { maxLength: 50 });
    fc.assert(
      fc.property(shorts, shorts, fc.nat({ max: 60 }), (before, values, spare) => {
        const each = new LatencyHistogram();
        const atOnce = new LatencyHistogram();
        for (const us of before) for (const histogram of [each, atOnce]) histogram.record(us / 1000);
        for (const us of values) each.record(us / 1000);
        atOnce.recordAllUs(Int32Array.from([...values, ...new Array<number>(spare).fill(7)]), values.length);
        expect(atOnce.state()).toEqual(each.state());
      }),
    );
  });

  test("a quantile is the exact one within 1/256 and half a microsecond", () => {
    fc.assert(
      fc.property(latencies, share, (values, q) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(q * values.length * (1 - 2 ** -51))) - 1] ?? Number.NaN;
        const error = Math.abs(histogramOf(values).quantileMs(q) - exact);
        expect(error).toBeLessThanOrEqual(exact / 256 + 0.000_500_001);
      }),
      { numRuns: 500 },
    );
  });

  test("quantiles never fall as the share rises, and end at the exact least and largest", () => {
    fc.assert(
      fc.property(latencies, share, share, (values, p, q) => {
        const histogram = histogramOf(values);
        expect(histogram.quantileMs(Math.min(p, q))).toBeLessThanOrEqual(histogram.quantileMs(Math.max(p, q)));
        expect(histogram.quantileMs(0)).toBe(Math.floor(Math.min(...values) * 1000 + 0.5) / 1000);
        expect(histogram.quantileMs(1)).toBe(Math.floor(Math.max(...values) * 1000 + 0.5) / 1000);
      }),
    );
  });

  test("survives its state", () => {
    fc.assert(
      fc.property(fc.array(latencyMs, { maxLength: 30 }), latencyMs, (values, next) => {
        const copy = LatencyHistogram.from(structuredClone(histogramOf(values).state()));
        copy.record(next);
        expect(copy.state()).toEqual(histogramOf([...values, next]).state());
      }),
    );
  });

  test("a state does not change with the histogram it came from", () => {
    const histogram = histogramOf([1, 2]);
    const state = histogram.state();
    const before = structuredClone(state);
    histogram.record(1);
    LatencyHistogram.from(state).record(1);
    expect(state).toEqual(before);
  });

  test("every bucket boundary falls on the right side, up to the largest latency", () => {
    for (let octave = 0; octave < 52; octave++) {
      for (const us of [2 ** octave - 1, 2 ** octave, 2 ** octave + 1, 1.99 * 2 ** octave]) {
        const ms = Math.floor(us) / 1000;
        const between = histogramOf([0, ms, ms, ms, 4_503_599_627_370]);
        expect(Math.abs(between.quantileMs(0.5) - ms)).toBeLessThanOrEqual(ms / 256);
      }
    }
  });

  test("refuses what is no latency, and records nothing of it", () => {
    const histogram = new LatencyHistogram();
    for (const wrong of [-0.001, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 52]) {
      expect(() => histogram.record(wrong)).toThrow(RangeError);
    }
    expect(histogram.count).toBe(0);
  });

  test("an empty histogram has a count and nothing else", () => {
    const empty = new LatencyHistogram();
    expect(empty.count).toBe(0);
    expect(() => empty.quantileMs(0.5)).toThrow("An empty histogram has no quantile.");
    expect(() => empty.minMs).toThrow(RangeError);
    expect(() => empty.maxMs).toThrow(RangeError);
    expect(() => empty.meanMs).toThrow(RangeError);
    expect(() => histogramOf([1]).quantileMs(1.1)).toThrow(RangeError);
  });

  test("sums beyond 2^53 microseconds stay exact in any order", () => {
    const long = 4_503_599_627_370.001;
    const values = [long, 0.001, long, long, 0.002, long];
    const state = histogramOf(values).state();
    expect(state).toEqual(histogramOf([...values].reverse()).state());
    const total = BigInt(state.sumCarries) * 2n ** 52n + BigInt(state.sumUs);
    expect(total).toBe(4n * 4_503_599_627_370_001n + 3n);
  });

  test("an example to read: one to a hundred milliseconds", () => {
    const histogram = histogramOf(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(histogram.count).toBe(100);
    expect(histogram.minMs).toBe(1);
    expect(histogram.maxMs).toBe(100);
    expect(histogram.meanMs).toBe(50.5);
    // The bucket of 50 ms holds 49920 to 50175 us.
    expect(histogram.quantileMs(0.5)).toBe(50.0475);
    // Rank 7, though 0.07 * 100 is more than 7 in doubles: the bucket of 7000 us holds 6976 to 7007.
    expect(histogram.quantileMs(0.07)).toBe(6.9915);
    expect(histogram.state()).toMatchObject({
      count: 100,
      sumUs: 5_050_000,
      sumCarries: 0,
      minUs: 1000,
      maxUs: 100_000,
    });
  });
});
