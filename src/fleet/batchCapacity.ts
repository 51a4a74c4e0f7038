import type { BatchingReplicaSpec } from "./deploymentSpec.ts";

/**
 * Requests a second that one batching replica serves for ever when its queue never empties, for requests of p prompt
 * and m answer tokens; 0 when such a request does not fit.
 *
 *     W = min(maxRunning, ⌊kvTokens / (p + m)⌋)        sequences that run at once
 *     k = max(1, ⌈p / tokenBudget⌉)                    steps that prefill one prompt
 *     n = k + m − 1                                    steps that one request runs
 *     y = min(W / n, tokenBudget / p)                  requests through a step: by width (Little's law), or by prefill
 *     q = min(1, k·(1 − (1 − 1/n)^W)), 0 when p = 0    share of the steps that prefill
 *     R = tokenBudget·k·(k − 1)/2 + (m − 1)·(p + m/2)  KV tokens present, summed over the steps of one request
 *     capacity = 1000·y / (b0 + q·pb + y·(b1·p + b2·n + b3·R))
 *
 * With p = 0 and b3 = 0 that is 1000·W / (m·(b0 + b2·W)). Example: b0 = 6, b2 = 0.35, W = 256, m = 256, the rest 0:
 * 10.4603 a second.
 *
 * A saturated replica agrees within 1.5 % when all requests are of the mean size, and within 2 % when answers are
 * geometric; 3 % less when prefill and width limit at the same time, as requests then wait for prefill inside the batch.
 * With unlike answers it is further below, up to a tenth, when KV has room for few requests (the next in line leaves a
 * gap) or `perKvTokenMs` matters (long answers hold more than the mean).
 */
export function batchCapacityPerSecond(
  spec: BatchingReplicaSpec,
  meanPromptTokens: number,
  meanOutputTokens: number,
): number {
  const width = Math.min(spec.maxRunning, Math.floor(spec.kvTokens / (meanPromptTokens + meanOutputTokens)));
  const prefillSteps = Math.max(1, Math.ceil(meanPromptTokens / spec.tokenBudget));
  const steps = prefillSteps + meanOutputTokens - 1;
  const requestsPerStep = Math.min(width / steps, spec.tokenBudget / meanPromptTokens);
  const prefillShare = meanPromptTokens > 0 ? Math.min(1, prefillSteps * (1 - (1 - 1 / steps) ** width)) : 0;
  const residentTokens =
    (spec.tokenBudget * prefillSteps * (prefillSteps - 1)) / 2 +
    (meanOutputTokens - 1) * (meanPromptTokens + meanOutputTokens / 2);
  const requestMs =
    spec.perPrefillTokenMs * meanPromptTokens + spec.perSequenceMs * steps + spec.perKvTokenMs * residentTokens;
  const stepMs = spec.baseMs + prefillShare * spec.prefillBaseMs + requestsPerStep * requestMs;
  return (1000 * requestsPerStep) / stepMs;
}
