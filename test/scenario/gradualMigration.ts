/** A whole scenario as a person writes it: a migration from one deployment to another. */
export const gradualMigration: string = `{ "$schema": "./schema.json", "version": 1, "name": "gradual-migration-80-20", "seed": "7f3a", "duration": "30m",
  "router":  { "id": "my-router", "strategy": "weighted-random", "deployments": ["current-deployment"] },
  "fleet":   { "current-deployment": { "replicas": 4, "replica": { "profile": "llama2-70b-h100-tp8" } },
               "new-deployment":     { "replicas": 0, "startup": { "kind": "lognormal", "median": "90s", "p99": "4m" }, "replica": { "profile": "llama2-70b-h100-tp8" } } },
  "traffic": { "arrivals": { "kind": "poisson", "rate": "40/s" }, "prompt": { "kind": "lognormal", "median": 900, "p99": 6000 }, "output": { "kind": "geometric", "mean": 220 } },
  "timeline": [ { "at": "5m",  "id": "add",  "action": "scale", "deployment": "new-deployment", "replicas": 1 },
                { "at": "5m",  "action": "update-router", "deployments": ["current-deployment", "new-deployment"] },
                { "at": "12m", "action": "scale", "deployment": "new-deployment", "replicas": 4 },
                { "at": "18m", "action": "scale", "deployment": "current-deployment", "replicas": 0, "drain": "60s" },
                { "at": "24m", "action": "update-router", "deployments": ["new-deployment"] } ],
  "checks": [ { "kind": "split", "from": "10m", "to": "12m", "expect": { "current-deployment": 4, "new-deployment": 1 }, "margin": "1pp" },
              { "kind": "conforms" },
              { "kind": "converges", "after": "add", "within": "5m" },
              { "kind": "no-loss" },
              { "kind": "threshold", "metric": "ttft{deployment:new-deployment}", "is": "p(95)<500ms", "from": "12m" } ] }
`;
