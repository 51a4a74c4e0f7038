import type { DeploymentSpec, SlotReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

/** A deployment of one-slot replicas with exponential service of mean 1 s, unless said otherwise. */
export function deployment(name: string, replicas: number, more: Partial<DeploymentSpec> = {}): DeploymentSpec {
  const replica: SlotReplicaSpec = {
    kind: "slots",
    slots: 1,
    queue: 1_000_000,
    service: { kind: "exponential", meanMs: 1000 },
  };
  return {
    name,
    createdAtMs: 0,
    replicas,
    weight: 1,
    startup: { kind: "fixed", valueMs: 0 },
    balancing: "pooled",
    replica,
    ...more,
  };
}

/** Router `r` over `a` (3 replicas) and `b` (2), Poisson traffic of 4 a second for 1000 s, unless said otherwise. */
export function scenario(more: Partial<Scenario> = {}): Scenario {
  return {
    name: "test",
    description: "",
    seed: "1",
    durationMs: 1_000_000,
    drainLimitMs: 600_000,
    replications: 1,
    router: { id: "r", deployments: ["a", "b"] },
    fleet: [deployment("a", 3), deployment("b", 2)],
    traffic: {
      arrivals: { kind: "poisson", ratePerSecond: 4 },
      prompt: { kind: "fixed", value: 10 },
      output: { kind: "fixed", value: 5 },
      attempts: 1,
    },
    timeline: [],
    checks: [],
    mustFail: [],
    ...more,
  };
}
