import fc from "fast-check";
import type { ArrivalSpec, TokenLaw, TraceRows, TrafficSpec } from "../../src/traffic/trafficSpec.ts";

const rate = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.double({ min: 0, max: 50, noNaN: true }));

const stage = fc.record({
  durationMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60_000 })),
  targetPerSecond: fc.oneof(fc.constant(0), rate),
});

export const stagedSpecs: fc.Arbitrary<Extract<ArrivalSpec, { readonly kind: "staged" }>> = fc.record({
  kind: fc.constant("staged"),
  startPerSecond: fc.oneof(fc.constant(0), rate),
  stages: fc.array(stage, { maxLength: 5 }),
  spacing: fc.constantFrom("poisson", "even"),
});

/** Rows with the sizes 10, 11, 12, … and 1, 2, 3, …, so that a row can be told by its size. */
export function rowsAt(atMs: readonly number[]): TraceRows {
  return {
    atMs: Float64Array.from(atMs),
    promptTokens: Float64Array.from(atMs, (_, i) => 10 + i),
    outputTokens: Float64Array.from(atMs, (_, i) => 1 + i),
  };
}

/** Traces from 0 that span some time, so that they can loop. */
export const traceSpecs: fc.Arbitrary<Extract<ArrivalSpec, { readonly kind: "trace" }>> = fc
  .record({
    gapsMs: fc
      .array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 30 })
      .filter((gaps) => gaps.some(Boolean)),
    rateScale: fc.double({ min: 0.1, max: 10, noNaN: true }),
    loop: fc.boolean(),
  })
  .map(({ gapsMs, rateScale, loop }) => {
    let rowMs = 0;
    const atMs = [0, ...gapsMs].map((gap) => {
      rowMs += gap;
      return rowMs;
    });
    return { kind: "trace", file: "traces/made-up.csv", rows: rowsAt(atMs), rateScale, loop };
  });

export const arrivalSpecs: fc.Arbitrary<ArrivalSpec> = fc.oneof(
  fc.record({ kind: fc.constantFrom("constant", "poisson"), ratePerSecond: rate }),
  stagedSpecs,
  traceSpecs,
);

const tokenLaws: fc.Arbitrary<TokenLaw> = fc.oneof(
  fc.record({ kind: fc.constant("fixed"), value: fc.nat(5000) }),
  fc.record({ kind: fc.constant("geometric"), mean: fc.double({ min: 1, max: 5000, noNaN: true }) }),
  fc
    .record({
      median: fc.double({ min: 0.1, max: 5000, noNaN: true }),
      factor: fc.double({ min: 1, max: 50, noNaN: true }),
    })
    .map(({ median, factor }) => ({ kind: "lognormal" as const, median, p99: median * factor })),
  fc.record({ kind: fc.constant("empirical"), values: fc.array(fc.nat(5000), { minLength: 1, maxLength: 5 }) }),
);

export const trafficSpecs: fc.Arbitrary<TrafficSpec> = fc.record({
  arrivals: arrivalSpecs,
  prompt: tokenLaws,
  output: tokenLaws,
  attempts: fc.constant(1),
});
