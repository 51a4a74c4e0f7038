import type { DeploymentSpec, DurationLaw } from "../fleet/deploymentSpec.ts";
import type { RouterSpec } from "../routing/router.ts";
import type { Strategy } from "../routing/strategy.ts";
import type { ArrivalSpec, TrafficSpec } from "../traffic/trafficSpec.ts";

/**
 * A checked scenario: plain data (it crosses threads), every duration in milliseconds, every rate per second,
 * every share a probability. Only `parseScenario` makes one; whoever holds one need not doubt it.
 */
export interface Scenario {
  readonly name: string;
  /** One paragraph: what happens and what the reader should see. Empty when not given. */
  readonly description: string;
  /** 1 to 32 hexadecimal digits, lower case. */
  readonly seed: string;
  /** Arrivals stop here; what is in flight is then drained. */
  readonly durationMs: number;
  /** Longest time after `durationMs` that requests in flight may take before they count as timed-out. */
  readonly drainLimitMs: number;
  /** Independent replications that a run plays unless told otherwise. */
  readonly replications: number;
  readonly router: RouterSpec;
  /** In the order of the file. Includes deployments made by `create-deployment` (their `createdAtMs` > 0). */
  readonly fleet: readonly DeploymentSpec[];
  readonly traffic: TrafficSpec;
  /** Sorted by (atMs, order in the file); `after` is resolved, the end of a fault with `for` is a change of its own. */
  readonly timeline: readonly Change[];
  readonly checks: readonly Check[];
  /** Ids of the checks that must fail for this scenario to be as its description says; empty for an ordinary one. */
  readonly mustFail: readonly string[];
}

/** An instantaneous edit. `id` is unique in the timeline: given, or made from the action and its subject. */
export type Change = { readonly id: string; readonly atMs: number } & Action;

/** The fields of the router that an update changes; those absent stay as they are. At least one. */
export interface RouterUpdate {
  readonly deployments?: readonly string[];
  readonly strategy?: Strategy;
  readonly displayName?: string;
  readonly public?: boolean;
  readonly sessionAffinity?: boolean;
}

export type Action =
  | { readonly kind: "create-router"; readonly router: RouterSpec }
  | ({ readonly kind: "update-router" } & RouterUpdate)
  | { readonly kind: "delete-router" }
  | { readonly kind: "create-deployment"; readonly deployment: string }
  | { readonly kind: "scale"; readonly deployment: string; readonly replicas: number; readonly drainMs?: number }
  | { readonly kind: "update-deployment"; readonly deployment: string; readonly startup: DurationLaw }
  | { readonly kind: "weight"; readonly deployment: string; readonly weight: number }
  | { readonly kind: "delete-deployment"; readonly deployment: string }
  /** `replicas` ready replicas die at once with everything on them; `restart`: the fleet starts others in their place. */
  | { readonly kind: "crash"; readonly deployment: string; readonly replicas: number; readonly restart: boolean }
  /** Work takes `factor` times as long on every replica of the deployment; 1 ends it. */
  | { readonly kind: "slow"; readonly deployment: string; readonly factor: number }
  /** Each attempt fails with this probability at its end; 0 ends it. */
  | { readonly kind: "error-rate"; readonly deployment: string; readonly probability: number }
  /** Requests that reach the deployment are never answered while `on`. */
  | { readonly kind: "black-hole"; readonly deployment: string; readonly on: boolean }
  /** Replicas that would become ready while `on` fail and start anew. */
  | { readonly kind: "startup-failure"; readonly deployment: string; readonly on: boolean }
  /** The router keeps the routing table it has while `on`, whatever changes. */
  | { readonly kind: "stale-view"; readonly on: boolean }
  | { readonly kind: "traffic"; readonly arrivals: ArrivalSpec };

/** A claim to be judged. `id` is unique: given, or its kind, numbered from the second on (`split`, `split-2`). */
export type Check = { readonly id: string } & Claim;

export interface Window {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

export type Claim =
  | ({ readonly kind: "conforms" } & Window & ErrorRates)
  | ({ readonly kind: "split"; readonly expect: readonly ExpectedShare[]; readonly margin: number } & Window &
      ErrorRates)
  | {
      readonly kind: "converges";
      /** Id of a change. */
      readonly after: string;
      readonly withinMs: number;
      readonly margin: number;
      readonly flake: number;
    }
  | ({ readonly kind: "no-loss" } & Window)
  /** `text` is the limit as it is written: `p(95)<500ms`. */
  | ({ readonly kind: "threshold"; readonly metric: Metric; readonly limit: Limit; readonly text: string } & Window)
  /** Capacity of every routed deployment stays above its demand by at least `reserve` (0.2: a fifth more). */
  | ({ readonly kind: "headroom"; readonly reserve: number } & Window);

export interface ErrorRates {
  /** Largest probability of failing a right router (false alarm). */
  readonly flake: number;
  /** Largest probability of passing a router that is off by the margin. */
  readonly miss: number;
}

export interface ExpectedShare {
  readonly deployment: string;
  /** In [0, 1]; the shares of one check sum to 1. */
  readonly share: number;
}

/** What a threshold looks at: `ttft{deployment:new-deployment}`. */
export interface Metric {
  readonly name: MetricName;
  /** Absent: all deployments together. */
  readonly deployment?: string;
}

export const metricNames = ["waiting", "service", "response", "ttft", "requests", "errors"] as const;
/** Latencies in milliseconds; `requests` a count or a rate per second; `errors` the share of requests not served. */
export type MetricName = (typeof metricNames)[number];

/** What is told of a metric's values: `q` in (0, 1). */
export type Statistic =
  | { readonly kind: "quantile"; readonly q: number }
  | { readonly kind: "avg" | "min" | "max" | "count" | "rate" };

/** `p(95)<500ms` is { statistic: { kind: "quantile", q: 0.95 }, comparison: "<", bound: 500 }; the bound in the metric's unit. */
export interface Limit {
  readonly statistic: Statistic;
  readonly comparison: "<" | "<=" | ">" | ">=";
  readonly bound: number;
}
