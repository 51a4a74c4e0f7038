/**
 * The text of a scenario to begin with: a small migration that runs as it is and says of every part what it is for.
 *
 * @param name of the scenario; characters that a name may not have become "-"
 * @param schema where editors find the JSON Schema, as seen from the file
 */
export function startingScenario(name: string, schema = "./schema.json"): string {
  return `{
  "$schema": ${JSON.stringify(schema)},
  "version": 1,
  "name": ${JSON.stringify(validName(name))},
  "description": "A migration in steps: one replica of the new deployment takes a fifth of the traffic, then half, then all of it. Change what differs from yours, and run it again.",
  "seed": "1",
  "duration": "15m",
  "replications": 20,

  "router": { "id": "my-router", "strategy": "weighted-random", "deployments": ["current-deployment"] },

  "fleet": {
    "current-deployment": {
      "description": "What serves today. A profile is a model with measured step times; see the JSON Schema for the others, or give your own.",
      "replicas": 4,
      "replica": { "profile": "mock-worker" }
    },
    "new-deployment": {
      "description": "What shall serve tomorrow. It has no replica yet, and each takes a while to start.",
      "replicas": 0,
      "startup": { "kind": "lognormal", "median": "20s", "p99": "1m" },
      "replica": { "profile": "mock-worker" }
    }
  },

  "traffic": {
    "arrivals": { "kind": "poisson", "rate": "24/s" },
    "prompt": { "kind": "lognormal", "median": 300, "p99": 1500 },
    "output": { "kind": "geometric", "mean": 120 }
  },

  "timeline": [
    { "id": "first-replica", "at": "2m", "action": "scale", "deployment": "new-deployment", "replicas": 1 },
    {
      "id": "share-traffic",
      "description": "Each ready replica gets an equal share, so four to one is 80% to 20% once the new one is ready.",
      "at": "2m",
      "action": "update-router",
      "deployments": ["current-deployment", "new-deployment"]
    },
    { "id": "half", "at": "6m", "action": "scale", "deployment": "new-deployment", "replicas": 4 },
    { "id": "drain-old", "at": "9m", "action": "scale", "deployment": "current-deployment", "replicas": 0, "drain": "1m" },
    { "id": "new-alone", "at": "12m", "action": "update-router", "deployments": ["new-deployment"] },
    { "id": "clean-up", "after": "new-alone", "delay": "1m", "action": "delete-deployment", "deployment": "current-deployment" }
  ],

  "checks": [
    { "id": "selector-is-right", "kind": "conforms", "description": "In every phase the picks agree with the routing table." },
    {
      "id": "one-in-five",
      "kind": "split",
      "description": "The plan is right: a fifth of the traffic, within two percentage points.",
      "from": "4m",
      "to": "6m",
      "expect": { "current-deployment": 4, "new-deployment": 1 },
      "margin": "2pp"
    },
    { "id": "new-one-takes-over", "kind": "converges", "after": "first-replica", "within": "3m" },
    { "id": "nothing-lost", "kind": "no-loss" },
    {
      "id": "first-token-in-time",
      "kind": "threshold",
      "metric": "ttft{deployment:new-deployment}",
      "is": "p(95)<500ms",
      "from": "3m"
    }
  ]
}
`;
}

function validName(name: string): string {
  const usable = name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "");
  return usable.slice(0, 100) || "first-rehearsal";
}
