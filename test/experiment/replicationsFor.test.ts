import { expect, test } from "vitest";
import { replicationsFor } from "../../src/experiment/replicationsFor.ts";
import { parseScenario } from "../../src/scenario/parseScenario.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

function scenario(arrivals: unknown, timeline: readonly unknown[] = []): Scenario {
  const replica = { slots: 1, service: { kind: "fixed", value: "1ms" } };
  const text = JSON.stringify({
    ...{ version: 1, name: "plan", duration: "30m", router: { id: "a", deployments: ["b"] } },
    ...{ fleet: { b: { replicas: 1, replica } }, traffic: { arrivals }, timeline },
  });
  const reading = parseScenario(text, { path: "plan.json", readText: () => undefined });
  if (reading.kind === "mistakes") throw new Error(JSON.stringify(reading.mistakes));
  return reading.scenario;
}

test("as many replications as bring the requests, at least one", () => {
  const steady = scenario({ kind: "poisson", rate: "40/s" });
  expect(replicationsFor(steady, 1e8)).toBe(1389);
  expect(replicationsFor(steady, 72_000)).toBe(1);
  expect(replicationsFor(steady, 72_001)).toBe(2);
  expect(replicationsFor(steady, 1)).toBe(1);
});

test("changes of the traffic count from when they happen", () => {
  const spike = scenario({ kind: "constant", rate: "10/s" }, [
    { at: "10m", action: "traffic", rate: "20/s" },
    { at: "20m", action: "traffic", rate: "10/s" },
  ]);
  expect(replicationsFor(spike, 24_000)).toBe(1);
  expect(replicationsFor(spike, 24_001)).toBe(2);
});
