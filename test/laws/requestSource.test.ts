import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedRequests } from "../../src/traffic/plannedRate.ts";
import { type Request, requestsBefore, sourceOf } from "../traffic/requests.ts";
import { arrivalSpecs, trafficSpecs } from "../traffic/trafficSpecs.ts";

const ends = fc.integer({ min: 0, max: 60_000 });
const never = Number.POSITIVE_INFINITY;

describe("a request source", () => {
  test("plans arrivals in order, from 0, and strictly before the end", () => {
    fc.assert(
      fc.property(trafficSpecs, ends, (spec, endMs) => {
        const times = requestsBefore(sourceOf(spec, endMs), never).map(({ atMs }) => atMs);
        expect(disorderIn(times, 0, endMs)).toBeUndefined();
      }),
    );
  });

  test("gives sizes that are integers, of the prompt from 0 and of the answer from 1", () => {
    fc.assert(
      fc.property(trafficSpecs, ends, (spec, endMs) => {
        const requests = requestsBefore(sourceOf(spec, endMs), never);
        const prompts = requests.map(({ promptTokens }) => promptTokens);
        const outputs = requests.map(({ outputTokens }) => outputTokens);
        expect(prompts.find((tokens) => !(Number.isInteger(tokens) && tokens >= 0))).toBeUndefined();
        expect(outputs.find((tokens) => !(Number.isInteger(tokens) && tokens >= 1))).toBeUndefined();
      }),
    );
  });

  test("stays at its end", () => {
    fc.assert(
      fc.property(trafficSpecs, ends, fc.integer({ min: 1, max: 300 }), (spec, endMs, more) => {
        const source = sourceOf(spec, endMs);
        requestsBefore(source, never);
        for (let i = 0; i < more; i++) source.advance();
        expect(source.atMs).toBe(never);
      }),
    );
  });

  test("gives the same requests from the same streams, and a later end only adds to them", () => {
    fc.assert(
      fc.property(trafficSpecs, ends, ends, (spec, endMs, moreMs) => {
        const requests = requestsBefore(sourceOf(spec, endMs), never);
        expect(firstDifference(requestsBefore(sourceOf(spec, endMs), never), requests)).toBeUndefined();
        expect(firstDifference(requestsBefore(sourceOf(spec, endMs + moreMs), endMs), requests)).toBeUndefined();
      }),
    );
  });

  test("gives the ith drawn size to the ith request, whatever the arrivals are", () => {
    fc.assert(
      fc.property(trafficSpecs, arrivalSpecs, ends, (spec, arrivals, endMs) => {
        fc.pre(spec.arrivals.kind !== "trace" && arrivals.kind !== "trace");
        const sizes = requestsBefore(sourceOf(spec, endMs), never).map(unplaced);
        const others = requestsBefore(sourceOf({ ...spec, arrivals }, endMs), never).map(unplaced);
        const shorter = Math.min(sizes.length, others.length);
        expect(firstDifference(others.slice(0, shorter), sizes.slice(0, shorter))).toBeUndefined();
      }),
    );
  });

  // A count N of mean m has P(|N - m| > 6.2·√m + 12) < 1e-9 for every m from 0.01 to 1e6, by the exact tails of Poisson's
  // law; evenly spaced arrivals are within 1.
  test("plans as many requests as are expected", () => {
    fc.assert(
      fc.property(trafficSpecs, ends, (spec, endMs) => {
        const expected = expectedRequests(spec.arrivals, endMs);
        const count = requestsBefore(sourceOf(spec, endMs), never).length;
        expect(Math.abs(count - expected)).toBeLessThan(6.2 * Math.sqrt(expected) + 12);
      }),
    );
  });
});

describe("a change of arrivals", () => {
  test("ends the old process at its instant and starts the new one there", () => {
    fc.assert(
      fc.property(trafficSpecs, arrivalSpecs, ends, ends, (spec, arrivals, atMs, moreMs) => {
        const endMs = atMs + moreMs;
        const source = sourceOf(spec, endMs);
        const before = requestsBefore(source, atMs);
        source.changeArrivals(arrivals, atMs);
        const after = requestsBefore(source, never);
        expect(firstDifference(before, requestsBefore(sourceOf(spec, atMs), never))).toBeUndefined();
        const times = after.map((request) => request.atMs);
        expect(disorderIn(times, atMs, endMs)).toBeUndefined();
        const expected = expectedRequests(arrivals, moreMs);
        expect(Math.abs(after.length - expected)).toBeLessThan(6.2 * Math.sqrt(expected) + 12);
      }),
    );
  });

  test("does not make sizes slip", () => {
    fc.assert(
      fc.property(trafficSpecs, arrivalSpecs, ends, ends, (spec, arrivals, atMs, moreMs) => {
        fc.pre(spec.arrivals.kind !== "trace" && arrivals.kind !== "trace");
        const source = sourceOf(spec, atMs + moreMs);
        const before = requestsBefore(source, atMs);
        source.changeArrivals({ kind: "constant", ratePerSecond: 0 }, atMs);
        expect(source.atMs).toBe(never);
        source.changeArrivals(arrivals, atMs);
        const sizes = [...before, ...requestsBefore(source, never)].map(unplaced);
        const steady = sourceOf({ ...spec, arrivals: { kind: "constant", ratePerSecond: 1000 } }, never);
        expect(firstDifference(sizes, requestsBefore(steady, sizes.length).map(unplaced))).toBeUndefined();
      }),
    );
  });

  test("is refused while a request planned before it has not been taken", () => {
    const size = { kind: "fixed", value: 1 } as const;
    const arrivals = { kind: "constant", ratePerSecond: 1 } as const;
    const source = sourceOf({ arrivals, prompt: size, output: size, attempts: 1 }, 10_000);
    expect(() => source.changeArrivals(arrivals, 500)).toThrow("the request planned for 0 ms must be taken before");
    source.advance();
    source.changeArrivals(arrivals, 500);
    expect(source.atMs).toBe(500);
  });
});

/** The first instant that comes before the one before it, or lies outside [fromMs, toMs). */
function disorderIn(times: readonly number[], fromMs: number, toMs: number): number | undefined {
  return times.find((atMs, i) => !(atMs >= (times[i - 1] ?? fromMs) && atMs < toMs));
}

/** The first place where two lists of requests differ: a diff of thousands of them would take longer than the test. */
function firstDifference(found: readonly Request[], expected: readonly Request[]): object | undefined {
  for (let i = 0; i < Math.max(found.length, expected.length); i++) {
    const [a, b] = [found[i], expected[i]];
    const isSame = a?.atMs === b?.atMs && a?.promptTokens === b?.promptTokens && a?.outputTokens === b?.outputTokens;
    if (!isSame) return { place: i, found: a, expected: b };
  }
  return undefined;
}

function unplaced(request: Request): Request {
  return { ...request, atMs: 0 };
}
