import { expect, test } from "vitest";
import { describeChange } from "../../src/scenario/describeChange.ts";
import type { Action } from "../../src/scenario/scenario.ts";

const deployment = "new";
const startup = { kind: "fixed", valueMs: 0 } as const;
const stage = { durationMs: 1000, targetPerSecond: 10 };

const described: readonly (readonly [string, Action])[] = [
  [
    "create router my-router over a, b",
    { kind: "create-router", router: { id: "my-router", deployments: ["a", "b"] } },
  ],
  ["update router: a, b", { kind: "update-router", deployments: ["a", "b"] }],
  ["update router: strategy even-load; private", { kind: "update-router", strategy: "even-load", public: false }],
  [
    'update router: display name "R"; session affinity on',
    { kind: "update-router", displayName: "R", sessionAffinity: true },
  ],
  ["delete router", { kind: "delete-router" }],
  ["create new", { kind: "create-deployment", deployment }],
  ["scale new to 4", { kind: "scale", deployment, replicas: 4 }],
  ["scale new to 0 (drain 1m30s)", { kind: "scale", deployment, replicas: 0, drainMs: 90_000 }],
  ["change start-up of new", { kind: "update-deployment", deployment, startup }],
  ["weight of new to 0.5", { kind: "weight", deployment, weight: 0.5 }],
  ["delete new", { kind: "delete-deployment", deployment }],
  ["crash 1 replica of new", { kind: "crash", deployment, replicas: 1, restart: true }],
  ["crash 2 replicas of new for good", { kind: "crash", deployment, replicas: 2, restart: false }],
  ["slow new by a factor of 2", { kind: "slow", deployment, factor: 2 }],
  ["new at its usual speed", { kind: "slow", deployment, factor: 1 }],
  ["errors on new: 0.1 %", { kind: "error-rate", deployment, probability: 0.001 }],
  ["no more errors on new", { kind: "error-rate", deployment, probability: 0 }],
  ["black hole at new", { kind: "black-hole", deployment, on: true }],
  ["new answers again", { kind: "black-hole", deployment, on: false }],
  ["start-ups of new fail", { kind: "startup-failure", deployment, on: true }],
  ["start-ups of new succeed again", { kind: "startup-failure", deployment, on: false }],
  ["the router keeps its old view", { kind: "stale-view", on: true }],
  ["the router sees changes again", { kind: "stale-view", on: false }],
  ["traffic: poisson 80/s", { kind: "traffic", arrivals: { kind: "poisson", ratePerSecond: 80 } }],
  ["traffic: constant 0.0277778/s", { kind: "traffic", arrivals: { kind: "constant", ratePerSecond: 100 / 3600 } }],
  [
    "traffic: stages 5 → 10 per second",
    { kind: "traffic", arrivals: { kind: "staged", startPerSecond: 5, stages: [stage], spacing: "even" } },
  ],
  [
    "traffic: stages 5 → 10 → 10 → 10 → … per second",
    { kind: "traffic", arrivals: { kind: "staged", startPerSecond: 5, stages: Array(9).fill(stage), spacing: "even" } },
  ],
  [
    "traffic: trace day.csv at 2 times its speed",
    {
      kind: "traffic",
      arrivals: {
        kind: "trace",
        file: "day.csv",
        rateScale: 2,
        loop: false,
        rows: { atMs: new Float64Array(), promptTokens: new Float64Array(), outputTokens: new Float64Array() },
      },
    },
  ],
];

test.each(described)("%s", (words, action) => {
  expect(describeChange(action)).toBe(words);
});
