/** A deployment of the mock fleet as it is declared: plain data, durations in milliseconds. */
export interface DeploymentSpec {
  readonly name: string;
  /** Virtual time at which the deployment comes to exist; 0 for those of the scenario's `fleet`. */
  readonly createdAtMs: number;
  /** Desired replicas when created; those of time 0 are ready at once. Integer, 0 to 10 000. */
  readonly replicas: number;
  /** Weight of one replica in the router; finite, >= 0. */
  readonly weight: number;
  /** From the request for a replica until it is ready. */
  readonly startup: DurationLaw;
  /** Grace given to requests on a replica that is scaled away; absent: as long as they take. */
  readonly drainMs?: number;
  readonly balancing: Balancing;
  readonly replica: ReplicaSpec;
}

/**
 * How a deployment hands a request to one of its ready replicas. `pooled`: one queue before all replicas (batching
 * replicas admit from queues of their own, so for them it means `least-loaded`);
 * `random`: the replica that the router's own draw names; `least-loaded`: fewest requests in flight, lowest number on ties.
 */
export type Balancing = "pooled" | "random" | "least-loaded";

/** Laws of a service time: those that a request's own luck can be scaled by. */
export type ServiceLaw =
  | { readonly kind: "fixed"; readonly valueMs: number }
  | { readonly kind: "exponential"; readonly meanMs: number }
  | { readonly kind: "lognormal"; readonly medianMs: number; readonly p99Ms: number };

export type DurationLaw =
  | ServiceLaw
  | { readonly kind: "gamma"; readonly meanMs: number; readonly shape: number }
  | { readonly kind: "weibull"; readonly meanMs: number; readonly shape: number }
  | { readonly kind: "empirical"; readonly valuesMs: readonly number[] };

export type ReplicaSpec = SlotReplicaSpec | BatchingReplicaSpec;

/** `slots` requests are served at once, each in the time its law says; up to `queue` more wait, first come first served. */
export interface SlotReplicaSpec {
  readonly kind: "slots";
  readonly slots: number;
  /** Per replica (a pooled queue holds replicas x queue); beyond it requests are rejected. */
  readonly queue: number;
  readonly service: ServiceLaw;
}

/**
 * Continuous batching as LLM servers do it. One step takes
 * `baseMs + perPrefillTokenMs·(new prompt tokens) + perSequenceMs·(running sequences) + perKvTokenMs·(KV tokens resident)`.
 */
export interface BatchingReplicaSpec {
  readonly kind: "batching";
  /** Name of the profile these numbers come from, or "custom". */
  readonly profile: string;
  readonly baseMs: number;
  /** Added once to a step that prefills anything. */
  readonly prefillBaseMs: number;
  readonly perPrefillTokenMs: number;
  readonly perSequenceMs: number;
  readonly perKvTokenMs: number;
  /** Most sequences that run at once. */
  readonly maxRunning: number;
  /** Most prompt tokens prefilled in one step. */
  readonly tokenBudget: number;
  /** KV tokens that fit; a request is admitted when its prompt and output fit. */
  readonly kvTokens: number;
  /** Requests that may wait for admission, per replica. */
  readonly queue: number;
}
