/** A small scenario, 60/40 at 100 requests a second for a minute, whose checks pass; some fields may be others. */
export function steadyScenario(name: string, others: Readonly<Record<string, unknown>> = {}): string {
  const replica = { slots: 32, queue: 100, service: { kind: "exponential", mean: "200ms" } };
  const scenario = {
    version: 1,
    name,
    duration: "1m",
    replications: 4,
    router: { id: "checkout", deployments: ["blue", "green"] },
    fleet: { blue: { replicas: 3, replica }, green: { replicas: 2, replica } },
    traffic: { arrivals: { kind: "poisson", rate: "100/s" } },
    checks: [{ kind: "no-loss" }],
    ...others,
  };
  return JSON.stringify(scenario, null, 2);
}
