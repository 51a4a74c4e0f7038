import fc from "fast-check";
import type {
  ChangeResult,
  CheckResult,
  DeploymentResult,
  Evidence,
  Latencies,
  Outcomes,
  PhaseResult,
  Quantiles,
  RunResult,
  Series,
  Spread,
  Verdict,
} from "../../src/experiment/result.ts";

/** Names as nobody should write them: any Unicode, very long, with colour codes, wide letters and line breaks. */
export const name: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "current-deployment",
    "new-deployment",
    "a",
    "\u001b[31mred",
    "东京-推理-部署",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "x".repeat(300),
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 120 }),
);
export const sentence: fc.Arbitrary<string> = fc.array(name, { maxLength: 8 }).map((words) => words.join(" "));
export const count: fc.Arbitrary<number> = fc.oneof(fc.nat(), fc.nat(20), fc.maxSafeNat());
const ms = fc.oneof(fc.nat(10_000_000), fc.double({ min: 0, max: 1e9, noNaN: true }));
export const share: fc.Arbitrary<number> = fc.double({ min: 0, max: 1, noNaN: true });
export const logarithm: fc.Arbitrary<number> = fc.double({ min: -400, max: 400, noNaN: true });
export const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
export const interval: fc.Arbitrary<readonly [number, number] | null> = orNull(fc.tuple(share, share));

const outcomes: fc.Arbitrary<Outcomes> = fc.record({
  served: count,
  rejected: count,
  timedOut: count,
  failed: count,
  unroutable: count,
});

const quantiles: fc.Arbitrary<Quantiles | null> = orNull(
  fc.record({ count, mean: ms, min: ms, p50: ms, p95: ms, p99: ms, p999: ms, max: ms }),
);

const latency: fc.Arbitrary<Latencies> = fc.record({
  waiting: quantiles,
  service: quantiles,
  response: quantiles,
  ttft: quantiles,
});

const deployment: fc.Arbitrary<DeploymentResult> = fc.record({
  name,
  requests: count,
  promptTokens: count,
  outputTokens: count,
  picks: count,
  expectedShare: orNull(share),
  observedShare: orNull(share),
  interval,
  detectableShift: orNull(share),
  outcomes,
  latency,
});

const phase: fc.Arbitrary<PhaseResult> = fc.record({
  name,
  fromMs: ms,
  toMs: ms,
  requests: count,
  promptTokens: count,
  outputTokens: count,
  outcomes,
  deployments: fc.array(deployment, { maxLength: 4 }),
  distance: orNull(fc.record({ observed: share, expected: share, picks: count })),
  latency,
});

const spread: fc.Arbitrary<Spread> = orNull(fc.record({ min: ms, median: ms, max: ms }));

const change: fc.Arbitrary<ChangeResult> = fc.record(
  {
    id: name,
    atMs: ms,
    label: sentence,
    convergence: fc.record({ firstDecisionMs: spread, lastOldDecisionMs: spread, settledMs: spread, unsettled: count }),
  },
  { requiredKeys: ["id", "atMs", "label"] },
);

export const evidence: fc.Arbitrary<Evidence> = fc.record({
  n: count,
  shares: fc.array(fc.record({ deployment: name, picks: count, expected: share, observed: orNull(share), interval }), {
    maxLength: 10,
  }),
  margin: orNull(share),
  falseAlarmRate: orNull(share),
  detectableShift: orNull(share),
  log10P: orNull(logarithm),
  log10E: orNull(logarithm),
  picksMissing: orNull(count),
});

export const verdict: fc.Arbitrary<Verdict> = fc.constantFrom("pass", "fail", "inconclusive", "error");

const check: fc.Arbitrary<CheckResult> = fc.record(
  {
    id: name,
    kind: fc.constantFrom("conforms", "split", "converges", "no-loss", "threshold", "headroom"),
    verdict,
    claim: sentence,
    finding: sentence,
    evidence,
  },
  { requiredKeys: ["id", "kind", "verdict", "claim", "finding"] },
);

const bins = fc.array(orNull(share), { maxLength: 200 });

const series: fc.Arbitrary<Series> = fc.record({
  binMs: ms,
  deployments: fc.array(fc.record({ name, observed: bins, expected: bins }), { maxLength: 7 }),
});

/** Any result at all, also those that no run would give. */
export const runResult: fc.Arbitrary<RunResult> = fc.record({
  format: fc.constant("shuntyard-result"),
  version: fc.constant(1),
  scenario: fc.record({
    name,
    description: sentence,
    durationMs: ms,
    router: name,
    mustFail: fc.array(name, { maxLength: 3 }),
  }),
  strategy: fc.constantFrom("weighted-random", "even-load"),
  seed: fc.constantFrom("1", "7f3a"),
  replications: fc.record({ planned: count, finished: count }),
  partial: fc.boolean(),
  replay: sentence,
  verdict,
  asIntended: fc.boolean(),
  deployments: fc.array(name, { maxLength: 4 }),
  changes: fc.array(change, { maxLength: 70 }),
  phases: fc.array(phase, { maxLength: 5 }),
  total: phase,
  series,
  checks: fc.array(check, { maxLength: 5 }),
  notes: fc.array(sentence, { maxLength: 3 }),
});
