import { describe, expect, it } from "vitest";
import { makePlan } from "../../src/experiment/plan.ts";
import { playReplication } from "../../src/experiment/replication.ts";
import type { ServiceLaw } from "../../src/fleet/deploymentSpec.ts";
import type { RequestRecord } from "../../src/traffic/requestRecord.ts";
import { deployment, scenario } from "../experiment/scenarios.ts";
import { expectMean, hours, play, responseOf } from "./meanOfReplications.ts";

const waitingOf = (records: readonly RequestRecord[]): number =>
  records.reduce((sum, { startMs, plannedMs }) => sum + (startMs ?? 0) - plannedMs, 0) / records.length / 1000;

describe("against theory", () => {
  it("weighted-random thins a Poisson stream: 3 + 2 replicas are M/M/3 and M/M/2, and the smaller is the slower", () => {
    const played = play(scenario({ durationMs: 2 * hours }));
    expectMean(responseOf("a"), played, 2.078652);
    expectMean(responseOf("b"), played, 2.777778);
    expectMean(responseOf(), played, 2.358302);
  });

  it("one pool of five replicas is M/M/5", () => {
    const played = play(
      scenario({
        durationMs: 2 * hours,
        router: { id: "r", deployments: ["a"] },
        fleet: [deployment("a", 5)],
      }),
    );
    expectMean(responseOf(), played, 1.554113);
  });

  it("random picks of single replicas are M/M/1 queues", () => {
    const played = play(
      scenario({
        durationMs: 4 * hours,
        fleet: [deployment("a", 3, { balancing: "random" }), deployment("b", 2, { balancing: "random" })],
      }),
    );
    expectMean(responseOf(), played, 5);
  });

  it.each<readonly [ServiceLaw, number]>([
    [{ kind: "fixed", valueMs: 1000 }, 0],
    [{ kind: "exponential", meanMs: 1000 }, 1],
    // Lognormal of mean 1 s and sigma 0.8: median e^(-0.32), p99 e^(0.8 z) above it; cv² = e^0.64 - 1.
    [
      { kind: "lognormal", medianMs: 1000 * Math.exp(-0.32), p99Ms: 1000 * Math.exp(-0.32 + 0.8 * 2.3263478740408408) },
      Math.exp(0.64) - 1,
    ],
  ])("a single replica waits as Pollaczek and Khinchine say: %j", (service, squaredVariation) => {
    const rho = 0.7;
    const played = play(
      scenario({
        durationMs: 12 * hours,
        router: { id: "r", deployments: ["a"] },
        fleet: [deployment("a", 1, { replica: { kind: "slots", slots: 1, queue: 1e6, service } })],
        traffic: { ...scenario().traffic, arrivals: { kind: "poisson", ratePerSecond: rho } },
      }),
    );
    expectMean(waitingOf, played, (rho * (1 + squaredVariation)) / (2 * (1 - rho)));
  });

  it("obeys Little's law per deployment: requests present, seen by the clock, are rate times response time", () => {
    const played = scenario({ durationMs: hours });
    const records: RequestRecord[] = [];
    playReplication(makePlan(played), { seed: "1", replication: 0, onRecord: (record) => records.push(record) });
    for (const name of ["a", "b"]) {
      const those = records.filter((record) => record.deployment === name);
      const instants = Array.from({ length: 200_000 }, (_, i) => (i + 0.5) * (played.durationMs / 200_000));
      const edges = those.flatMap(({ plannedMs, endMs }) => [
        { atMs: plannedMs, step: 1 },
        { atMs: endMs, step: -1 },
      ]);
      edges.sort((x, y) => x.atMs - y.atMs);
      let present = 0;
      let next = 0;
      let sum = 0;
      for (const atMs of instants) {
        for (; (edges[next]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs; next++) present += edges[next]?.step ?? 0;
        sum += present;
      }
      const arrivalsPerMs = those.length / played.durationMs;
      // Exact but for those still present at the end and the grid of instants: under 1 %.
      expect(sum / instants.length / (arrivalsPerMs * responseOf()(those) * 1000)).toBeCloseTo(1, 1.7);
    }
  });
});
