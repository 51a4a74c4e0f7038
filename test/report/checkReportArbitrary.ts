import fc from "fast-check";
import type { CheckPlan } from "../../src/check/planCheck.ts";
import type {
  CheckClaim,
  CheckedPhase,
  CheckReport,
  DeploymentShare,
  NamedCount,
  SequenceFacts,
} from "../../src/check/report.ts";
import { count, evidence, interval, logarithm, name, orNull, sentence, share, verdict } from "./runResultArbitrary.ts";

const instantMs = fc.double({ min: -1e13, max: 1e13, noNaN: true });

const deployment: fc.Arbitrary<DeploymentShare> = fc.record({
  name,
  picks: count,
  expected: orNull(share),
  observed: orNull(share),
  interval,
});

const counts = fc.array(count, { maxLength: 4 });

const phase: fc.Arbitrary<CheckedPhase> = fc.record({
  name,
  fromMs: orNull(instantMs),
  toMs: orNull(instantMs),
  picks: count,
  counts,
  shares: fc.array(share, { maxLength: 4 }),
  detectableShift: orNull(share),
  picksMissing: count,
  windows: fc.array(fc.record({ fromMs: instantMs, counts, distance: share, expectedDistance: share }), {
    maxLength: 4,
  }),
});

const sequence: fc.Arbitrary<SequenceFacts> = fc.record({
  scatter: orNull(
    fc.record({ ratio: fc.double({ min: 0, max: 64, noNaN: true }), window: fc.constantFrom(64, 512, 4096, 32_768) }),
  ),
  log10E: orNull(logarithm),
  looks: fc.constantFrom("independent", "drifting", "too-regular", "clumped", "patterned", "copied", "unclear"),
});

const namedCount: fc.Arbitrary<NamedCount> = fc.record({ name, count, first: sentence });

const claim: fc.Arbitrary<CheckClaim> = fc.record(
  {
    id: name,
    kind: fc.constantFrom("source", "answers", "destinations", "attribution", "split", "order"),
    verdict,
    claim: sentence,
    finding: sentence,
    evidence,
  },
  { requiredKeys: ["id", "kind", "verdict", "claim", "finding"] },
);

const order = fc.constantFrom("independent", "smooth", "any");

/** Any report of a check at all, also those that no judge would give. */
export const checkReport: fc.Arbitrary<CheckReport> = fc.record({
  format: fc.constant("shuntyard-check"),
  version: fc.constant(1),
  source: fc.constantFrom("selector", "module", "counts", "log", "endpoint"),
  subject: sentence,
  order,
  seed: orNull(fc.constantFrom("1", "7f3a")),
  replay: sentence,
  verdict,
  partial: fc.boolean(),
  requests: count,
  instances: count,
  falseAlarmRate: share,
  missRate: share,
  deployments: fc.array(deployment, { maxLength: 16 }),
  phases: fc.array(phase, { maxLength: 24 }),
  distance: orNull(fc.record({ observed: share, expected: share, picks: count })),
  sequence: orNull(sequence),
  strangers: fc.array(namedCount, { maxLength: 12 }),
  unattributed: fc.array(namedCount, { maxLength: 12 }),
  claims: fc.array(claim, { maxLength: 6 }),
  notes: fc.array(sentence, { maxLength: 3 }),
});

const planned = fc.record({
  name,
  requests: orNull(count),
  shares: fc.array(
    fc.record({ deployment: name, share, margin: share, requests: orNull(count), accepted: fc.tuple(count, count) }),
    { maxLength: 16 },
  ),
  catches: fc.array(fc.record({ shift: share, requests: count }), { maxLength: 5 }),
});

/** Any plan of a check, also those that nobody would make. */
export const checkPlan: fc.Arbitrary<CheckPlan> = fc.record({
  order,
  falseAlarmRate: share,
  missRate: share,
  requests: orNull(count),
  phases: fc.array(planned, { maxLength: 8 }),
  rotaCaughtAfter: orNull(count),
  notes: fc.array(sentence, { maxLength: 2 }),
});
