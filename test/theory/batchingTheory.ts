import type { BatchingReplicaSpec } from "../../src/fleet/deploymentSpec.ts";

/**
 * Mean time in system, in ms, of Poisson arrivals at a batching replica that spends nothing on prompts: n requests on it
 * leave at the rate min(n, M) / (m·(b0 + b2·min(n, M))), a birth-death process in steps so short that only their mean
 * matters:
 *
 *     p_n ∝ λⁿ · Π_{k=1..n} m·(b0 + b2·min(k, M)) / min(k, M),    W = E[n] / λ
 *
 * with λ arrivals a ms, m mean answer tokens, M = maxRunning, stable while λ < M / (m·(b0 + b2·M)). Answers geometric;
 * any other law of the same mean gives the same while the width is not reached.
 * Example: b0 = 6, b2 = 0.35, m = 256, M = 256: 1980.5 ms at λ = 2 a second.
 */
export function meanResponseMs(spec: BatchingReplicaSpec, meanOutputTokens: number, ratePerSecond: number): number {
  const ratePerMs = ratePerSecond / 1000;
  let logWeight = 0;
  let total = 1;
  let first = 0;
  // From the last weight that still counts the tail falls geometrically; the weights are far from overflow at any load used here.
  for (let n = 1; n <= spec.maxRunning || Math.exp(logWeight) > 1e-20 * total; n++) {
    const running = Math.min(n, spec.maxRunning);
    logWeight += Math.log((ratePerMs * meanOutputTokens * (spec.baseMs + spec.perSequenceMs * running)) / running);
    total += Math.exp(logWeight);
    first += n * Math.exp(logWeight);
  }
  return first / total / ratePerMs;
}
