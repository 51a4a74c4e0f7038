import fc from "fast-check";
import type { DeploymentSpec, DurationLaw, ReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import { replicaProfiles } from "../../src/fleet/replicaProfiles.ts";
import { type Strategy, strategyNames } from "../../src/routing/strategy.ts";
import type { Action, Change, Check, Claim, Scenario, Window } from "../../src/scenario/scenario.ts";
import type { ArrivalSpec, TokenLaw, TrafficSpec } from "../../src/traffic/trafficSpec.ts";

const durationMs = 3_600_000;

const milliseconds = fc.integer({ min: 1, max: 100_000_000 }).map((microseconds) => microseconds / 1000);
const share = fc.integer({ min: 0, max: 1000 }).map((permille) => permille / 1000);
const positive = fc.integer({ min: 1, max: 100_000 }).map((thousandths) => thousandths / 1000);
const prose = fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => text.replace(/\p{Cc}/gu, "\n"));

const medianAndP99 = fc
  .tuple(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 100_000 }))
  .map(([median, more]) => ({ median, p99: median + more }));

const serviceLaw = fc.oneof(
  milliseconds.map((valueMs) => ({ kind: "fixed" as const, valueMs })),
  milliseconds.map((meanMs) => ({ kind: "exponential" as const, meanMs })),
  medianAndP99.map(({ median, p99 }) => ({ kind: "lognormal" as const, medianMs: median, p99Ms: p99 })),
);

const durationLaw: fc.Arbitrary<DurationLaw> = fc.oneof(
  serviceLaw,
  fc.record({ kind: fc.constantFrom("gamma", "weibull"), meanMs: milliseconds, shape: fc.constantFrom(0.5, 1, 2.5) }),
  fc.array(milliseconds, { minLength: 1, maxLength: 4 }).map((valuesMs) => ({ kind: "empirical" as const, valuesMs })),
);

const tokenLaw: fc.Arbitrary<TokenLaw> = fc.oneof(
  fc.nat(9000).map((value) => ({ kind: "fixed" as const, value: value + 1 })),
  positive.map((mean) => ({ kind: "geometric" as const, mean: mean + 1 })),
  medianAndP99.map((law) => ({ kind: "lognormal" as const, ...law })),
  fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 4 }).map((values) => ({
    kind: "empirical" as const,
    values,
  })),
);

const count = fc.integer({ min: 1, max: 10_000 });

const replica: fc.Arbitrary<ReplicaSpec> = fc.oneof(
  fc.record({ kind: fc.constant("slots" as const), slots: count, queue: fc.nat(1000), service: serviceLaw }),
  fc.record({
    kind: fc.constant("batching" as const),
    profile: fc.constant("custom"),
    baseMs: milliseconds,
    prefillBaseMs: milliseconds,
    perPrefillTokenMs: milliseconds,
    perSequenceMs: milliseconds,
    perKvTokenMs: milliseconds,
    maxRunning: count,
    tokenBudget: count,
    kvTokens: count,
    queue: fc.nat(1000),
  }),
  fc
    .record({ profile: fc.constantFrom(...Object.entries(replicaProfiles)), maxRunning: count, queue: fc.nat(1000) })
    .map(({ profile: [profile, costs], maxRunning, queue }) => ({
      kind: "batching" as const,
      ...costs,
      profile,
      maxRunning,
      queue,
    })),
);

const name = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,8}[a-z0-9])?$/);

const deploymentBody = fc.record(
  {
    replicas: fc.integer({ min: 0, max: 20 }),
    weight: fc.constantFrom(0, 0.25, 1, 3),
    startup: durationLaw,
    drainMs: milliseconds,
    balancing: fc.constantFrom("pooled", "random", "least-loaded"),
    replica,
  },
  { requiredKeys: ["replicas", "weight", "startup", "balancing", "replica"] },
);

const rate = fc.integer({ min: 1, max: 100_000 }).map((thousandths) => thousandths / 1000);

const arrivals: fc.Arbitrary<ArrivalSpec> = fc.oneof(
  fc.record({ kind: fc.constantFrom("constant", "poisson"), ratePerSecond: rate }),
  fc.record({
    kind: fc.constant("staged" as const),
    startPerSecond: rate,
    stages: fc.array(fc.record({ durationMs: milliseconds, targetPerSecond: rate }), { minLength: 1, maxLength: 3 }),
    spacing: fc.constantFrom("poisson", "even"),
  }),
);

const traffic: fc.Arbitrary<TrafficSpec> = fc.record(
  {
    arrivals,
    prompt: tokenLaw,
    output: tokenLaw,
    timeoutMs: milliseconds,
    attempts: fc.integer({ min: 1, max: 10 }),
    sessions: count,
  },
  { requiredKeys: ["arrivals", "prompt", "output", "attempts"] },
);

const strategy: fc.Arbitrary<Strategy> = fc.oneof(
  fc.constantFrom(...strategyNames),
  fc.record({ name: fc.constant("least-request" as const), choices: count }, { requiredKeys: ["name"] }),
  fc.record(
    { name: fc.constant("peak-ewma" as const), choices: count, decayMs: milliseconds },
    { requiredKeys: ["name"] },
  ),
  fc.record(
    {
      name: fc.constant("prequal" as const),
      probes: fc.integer({ min: 1, max: 1000 }),
      pool: fc.integer({ min: 2, max: 10_000 }),
      hotQuantile: share,
      maxAgeMs: milliseconds,
      memoryMs: milliseconds,
    },
    { requiredKeys: ["name"] },
  ),
);

/** What a change does, with whole numbers that pick what it does it to; valid whatever they are. */
interface Intent {
  readonly gapMs: number;
  readonly verb: (typeof verbs)[number];
  readonly which: number;
  readonly howMany: number;
  readonly law: DurationLaw;
  readonly arrivals: ArrivalSpec;
}

const verbs = [
  "update-router",
  "scale",
  "update-deployment",
  "weight",
  "slow",
  "error-rate",
  "black-hole",
  "startup-failure",
  "stale-view",
  "traffic",
] as const;

const intent: fc.Arbitrary<Intent> = fc.record({
  gapMs: fc.integer({ min: 0, max: 100_000 }),
  verb: fc.constantFrom(...verbs),
  which: fc.nat(100),
  howMany: fc.nat(20),
  law: durationLaw,
  arrivals,
});

function actionOf(intent: Intent, names: readonly string[]): Action {
  const { verb, howMany, which } = intent;
  const deployment = names[which % names.length] ?? "";
  switch (verb) {
    case "update-router":
      return howMany % 2 === 0
        ? { kind: verb, deployments: names.slice(0, 1 + (which % names.length)) }
        : { kind: verb, strategy: "even-load", public: howMany % 4 === 1 };
    case "scale":
      return howMany % 2 === 0
        ? { kind: verb, deployment, replicas: howMany }
        : { kind: verb, deployment, replicas: howMany, drainMs: howMany };
    case "update-deployment":
      return { kind: verb, deployment, startup: intent.law };
    case "weight":
      return { kind: verb, deployment, weight: howMany / 4 };
    case "slow":
      return { kind: verb, deployment, factor: 1 + howMany };
    case "error-rate":
      return { kind: verb, deployment, probability: howMany / 100 };
    case "black-hole":
    case "startup-failure":
      return { kind: verb, deployment, on: true };
    case "stale-view":
      return { kind: verb, on: true };
    case "traffic":
      return { kind: verb, arrivals: intent.arrivals };
  }
}

function timelineOf(intents: readonly Intent[], names: readonly string[]): readonly Change[] {
  let atMs = 0;
  return intents.map((intent, i): Change => {
    atMs += intent.gapMs;
    return { id: `change-${i}`, atMs, ...actionOf(intent, names) };
  });
}

const window: fc.Arbitrary<Window> = fc
  .tuple(fc.integer({ min: 0, max: durationMs - 1 }), fc.integer({ min: 1, max: durationMs }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: Math.min(durationMs, fromMs + lengthMs) }));

const flake = fc.constantFrom(1e-9, 1e-6, 0.01);
const margin = fc.constantFrom(0.01, 0.005, 0.03);

function claim(names: readonly string[]): fc.Arbitrary<Claim> {
  // Eighths are exact in binary: whether they are written as counts or as shares, the same numbers come back.
  const shares = fc
    .array(fc.nat(names.length - 1), { minLength: 8, maxLength: 8 })
    .map((eighths) =>
      names.map((deployment, i) => ({ deployment, share: eighths.filter((owner) => owner === i).length / 8 })),
    );
  return fc.oneof(
    fc.tuple(window, flake, flake).map(([at, flake, miss]) => ({ kind: "conforms" as const, ...at, flake, miss })),
    fc
      .tuple(window, flake, flake, margin, shares)
      .map(([at, flake, miss, margin, expect]) => ({ kind: "split" as const, expect, margin, ...at, flake, miss })),
    window.map((at) => ({ kind: "no-loss" as const, ...at })),
    fc.tuple(window, share).map(([at, reserve]) => ({ kind: "headroom" as const, reserve, ...at })),
    window.map((at) => ({
      kind: "threshold" as const,
      metric: { name: "response" as const, ...(names[0] === undefined ? {} : { deployment: names[0] }) },
      limit: { statistic: { kind: "quantile" as const, q: 0.95 }, comparison: "<" as const, bound: 1500 },
      text: "p(95)<1.5s",
      ...at,
    })),
  );
}

/**
 * Scenarios of every kind that are valid, as the parser should give them. Left out are what a JSON text cannot say the
 * same way twice (traces, made ids) and deployments that come and go, each of which has tests of its own.
 */
export const arbitraryScenario: fc.Arbitrary<Scenario> = fc
  .record({
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
    seed: fc.stringMatching(/^[0-9a-f]{1,32}$/),
    description: prose,
    strategy,
    loadRefreshMs: fc.option(milliseconds, { nil: undefined }),
    bodies: fc.array(deploymentBody, { minLength: 4, maxLength: 4 }),
    traffic,
    intents: fc.array(intent, { maxLength: 12 }),
    drainLimitMs: milliseconds,
    replications: fc.integer({ min: 1, max: 100_000 }),
  })
  .chain(({ names, bodies, intents, strategy, loadRefreshMs, ...rest }) =>
    fc.array(claim(names), { maxLength: 5 }).map((claims): Scenario => {
      const fleet = names.flatMap((name, i): readonly DeploymentSpec[] => {
        const body = bodies[i];
        return body === undefined ? [] : [{ name, createdAtMs: 0, ...body }];
      });
      const checks = claims.map((claim, i): Check => ({ id: `check-${i}`, ...claim }));
      return {
        ...rest,
        name: "made-by-chance",
        durationMs,
        router: {
          ...{ id: "my-router", deployments: names, strategy },
          ...(loadRefreshMs === undefined ? {} : { loadRefreshMs }),
        },
        fleet,
        timeline: timelineOf(intents, names),
        checks,
        mustFail: checks.slice(0, 1).map(({ id }) => id),
      };
    }),
  );
