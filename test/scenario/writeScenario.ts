import type { DeploymentSpec, DurationLaw, ReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import type { RouterSpec } from "../../src/routing/router.ts";
import type { Strategy } from "../../src/routing/strategy.ts";
import { formatDuration } from "../../src/scenario/quantity/formatDuration.ts";
import type { Action, Change, Check, Claim, Scenario, Window } from "../../src/scenario/scenario.ts";
import type { ArrivalSpec, TrafficSpec } from "../../src/traffic/trafficSpec.ts";

type Json = Readonly<Record<string, unknown>>;

/** A scenario without traces in the language that the parser reads; undefined fields are left out by JSON. */
export function writeScenario(scenario: Scenario): string {
  const { name, description, seed, durationMs, drainLimitMs, replications, router, mustFail } = scenario;
  return jsonText({
    version: 1,
    name,
    description,
    seed,
    duration: formatDuration(durationMs),
    drainLimit: formatDuration(drainLimitMs),
    replications,
    router: writeRouter(router),
    fleet: new Map(scenario.fleet.map((spec) => [spec.name, writeDeployment(spec)])),
    traffic: writeTraffic(scenario.traffic),
    timeline: scenario.timeline.map((change, i) => writeChange(change, i, scenario.timeline[i - 1])),
    checks: scenario.checks.map(writeCheck),
    mustFail,
  });
}

/** JSON in which a Map is an object: one that keeps the order of its names, even of those that look like numbers. */
function jsonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const fields = entries.filter(([, field]) => field !== undefined);
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${jsonText(field)}`).join(",")}}`;
}

function optional(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : formatDuration(ms);
}

function writeDeployment({ replicas, weight, startup, drainMs, balancing, replica }: DeploymentSpec): Json {
  return {
    replicas,
    weight,
    startup: writeLaw(startup),
    drain: optional(drainMs),
    balancing,
    replica: writeReplica(replica),
  };
}

function writeLaw(law: DurationLaw): Json {
  switch (law.kind) {
    case "fixed":
      return { kind: law.kind, value: formatDuration(law.valueMs) };
    case "exponential":
      return { kind: law.kind, mean: formatDuration(law.meanMs) };
    case "lognormal":
      return { kind: law.kind, median: formatDuration(law.medianMs), p99: formatDuration(law.p99Ms) };
    case "gamma":
    case "weibull":
      return { kind: law.kind, mean: formatDuration(law.meanMs), shape: law.shape };
    case "empirical":
      return { kind: law.kind, values: law.valuesMs.map(formatDuration) };
  }
}

function writeReplica(replica: ReplicaSpec): Json {
  if (replica.kind === "slots") {
    return { slots: replica.slots, queue: replica.queue, service: writeLaw(replica.service) };
  }
  const { maxRunning, tokenBudget, kvTokens, queue, profile } = replica;
  if (profile !== "custom") return { profile, queue, maxRunning, tokenBudget, kvTokens };
  const batching = {
    base: formatDuration(replica.baseMs),
    prefillBase: formatDuration(replica.prefillBaseMs),
    perPrefillToken: formatDuration(replica.perPrefillTokenMs),
    perSequence: formatDuration(replica.perSequenceMs),
    perKvToken: formatDuration(replica.perKvTokenMs),
    maxRunning,
    tokenBudget,
    kvTokens,
  };
  return { batching, queue };
}

function writeTraffic({ arrivals, prompt, output, timeoutMs, attempts, sessions }: TrafficSpec): Json {
  return { arrivals: writeArrivals(arrivals), prompt, output, timeout: optional(timeoutMs), attempts, sessions };
}

function writeRouter({ strategy, loadRefreshMs, ...rest }: RouterSpec): Json {
  return { ...rest, strategy: strategy && writeStrategy(strategy), loadRefresh: optional(loadRefreshMs) };
}

function writeStrategy(strategy: Strategy): Json | string {
  if (typeof strategy === "string") return strategy;
  switch (strategy.name) {
    case "least-request":
      return { ...strategy };
    case "peak-ewma": {
      const { decayMs, ...rest } = strategy;
      return { ...rest, decay: optional(decayMs) };
    }
    case "prequal": {
      const { maxAgeMs, memoryMs, ...rest } = strategy;
      return { ...rest, maxAge: optional(maxAgeMs), memory: optional(memoryMs) };
    }
  }
}

function writeArrivals(arrivals: ArrivalSpec): Json {
  switch (arrivals.kind) {
    case "constant":
    case "poisson":
      return { kind: arrivals.kind, rate: `${arrivals.ratePerSecond}/s` };
    case "staged":
      return {
        kind: arrivals.kind,
        start: `${arrivals.startPerSecond}/s`,
        stages: arrivals.stages.map(({ durationMs, targetPerSecond }) => ({
          duration: formatDuration(durationMs),
          target: `${targetPerSecond}/s`,
        })),
        spacing: arrivals.spacing,
      };
    case "trace":
      return {
        kind: arrivals.kind,
        format: "azure-llm",
        file: arrivals.file,
        rateScale: arrivals.rateScale,
        loop: arrivals.loop,
      };
  }
}

/** Every other change comes `after` the one before, so that both ways to say when are read. */
function writeChange(change: Change, position: number, before: Change | undefined): Json {
  const when =
    before === undefined || position % 2 === 0
      ? { at: formatDuration(change.atMs) }
      : { after: before.id, delay: formatDuration(change.atMs - before.atMs) };
  return { id: change.id, ...when, action: change.kind, ...writeAction(change) };
}

function writeAction(action: Action): Json {
  switch (action.kind) {
    case "create-router":
      return { router: writeRouter(action.router) };
    case "update-router":
      return {
        deployments: action.deployments,
        strategy: action.strategy && writeStrategy(action.strategy),
        public: action.public,
      };
    case "scale":
      return { deployment: action.deployment, replicas: action.replicas, drain: optional(action.drainMs) };
    case "update-deployment":
      return { deployment: action.deployment, startup: writeLaw(action.startup) };
    case "weight":
      return { deployment: action.deployment, weight: action.weight };
    case "crash":
      return { deployment: action.deployment, replicas: action.replicas, restart: action.restart };
    case "slow":
      return { deployment: action.deployment, factor: action.factor };
    case "error-rate":
      return { deployment: action.deployment, rate: percent(action.probability) };
    case "create-deployment":
    case "delete-deployment":
    case "black-hole":
    case "startup-failure":
      return { deployment: action.deployment };
    case "delete-router":
    case "stale-view":
      return {};
    case "traffic":
      return { arrivals: writeArrivals(action.arrivals) };
  }
}

function writeCheck({ id, ...claim }: Check): Json {
  return { id, ...writeClaim(claim) };
}

function writeClaim(claim: Claim): Json {
  switch (claim.kind) {
    case "conforms":
      return { kind: claim.kind, ...writeWindow(claim), flake: claim.flake, miss: claim.miss };
    case "split": {
      const { kind, flake, miss } = claim;
      const expect = new Map(claim.expect.map(({ deployment, share }) => [deployment, percent(share)]));
      return { kind, ...writeWindow(claim), expect, margin: points(claim.margin), flake, miss };
    }
    case "converges": {
      const { kind, after, withinMs, margin, flake } = claim;
      return { kind, after, within: formatDuration(withinMs), margin: points(margin), flake };
    }
    case "no-loss":
      return { kind: claim.kind, ...writeWindow(claim) };
    case "threshold": {
      const { name, deployment } = claim.metric;
      const metric = deployment === undefined ? name : `${name}{deployment:${deployment}}`;
      return { kind: claim.kind, ...writeWindow(claim), metric, is: claim.text };
    }
    case "headroom":
      return { kind: claim.kind, ...writeWindow(claim), reserve: percent(claim.reserve) };
  }
}

function writeWindow({ fromMs, toMs }: Window): Json {
  return { from: formatDuration(fromMs), to: formatDuration(toMs) };
}

/** Shares under test have at most four decimals. */
function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}

function points(margin: number): string {
  return `${Math.round(margin * 10_000) / 100}pp`;
}
