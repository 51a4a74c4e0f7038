import { namedStream } from "../../src/engine/seed.ts";
import { createRequestSource, type TrafficSource } from "../../src/traffic/createRequestSource.ts";
import type { RequestSource } from "../../src/traffic/requestSource.ts";
import type { ArrivalSpec, TrafficSpec } from "../../src/traffic/trafficSpec.ts";

export interface Request {
  readonly atMs: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
}

export function sourceOf(spec: TrafficSpec, endMs: number, seed = "7f3a"): TrafficSource {
  const streams = { arrivals: namedStream(seed, "arrivals", 0), sizes: namedStream(seed, "sizes", 0) };
  return createRequestSource(spec, streams, endMs);
}

/** All requests of a source before an instant; a limit keeps a source that never ends from hanging the test. */
export function requestsBefore(source: RequestSource, untilMs: number): readonly Request[] {
  const requests: Request[] = [];
  while (source.atMs < untilMs) {
    const { atMs, promptTokens, outputTokens } = source;
    requests.push({ atMs, promptTokens, outputTokens });
    if (requests.length > 2_000_000) throw new Error("this source does not end");
    source.advance();
  }
  return requests;
}

export function timesOf(arrivals: ArrivalSpec, endMs: number, seed = "7f3a"): readonly number[] {
  const size = { kind: "fixed", value: 1 } as const;
  const source = sourceOf({ arrivals, prompt: size, output: size, attempts: 1 }, endMs, seed);
  return requestsBefore(source, Number.POSITIVE_INFINITY).map(({ atMs }) => atMs);
}
