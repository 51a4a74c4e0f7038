import { boundedInteger } from "../../src/engine/boundedInteger.ts";
import { geometric } from "../../src/engine/geometric.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { standardExponential } from "../../src/engine/standardExponential.ts";
import { makePlan } from "../../src/experiment/plan.ts";
import { playReplication } from "../../src/experiment/replication.ts";
import type { DeploymentSpec } from "../../src/fleet/deploymentSpec.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { cpuCost } from "../cpuCost.ts";
import { wholeRequestLoop } from "../loops/wholeRequest.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Subject } from "../subject.ts";

const requests = 1_000_000;
const ratePerSecond = 1000;
const meanPrompt = 600;
const meanOutput = 150;

/**
 * One whole simulated request of the product (size, pick, queue, service, three histograms, counts) against the random
 * numbers that it draws: an arrival gap, two sizes, a service time and a pick.
 */
export const wholeRequest: Subject = {
  title: "simulated request",
  contestants: [
    { name: "its random numbers", prepare: () => randomNumbers },
    { name: "request", prepare: () => request },
    { name: "random numbers by hand", prepare: () => fewRandomNumbers },
    { name: "loop by hand", prepare: () => loopByHand },
  ],
  claims: [
    {
      what: "draw, service, queue, histograms, counts / random numbers",
      over: ["request"],
      under: ["its random numbers"],
      bar: { atMost: 6 },
    },
    {
      what: "the same by hand, without sizes, one histogram / random numbers",
      over: ["loop by hand"],
      under: ["random numbers by hand"],
    },
  ],
};

function request(): number {
  const plan = makePlan(steady);
  let played = 0;
  const { cost, value } = cpuCost(requests, () => {
    const tally = playReplication(plan, { seed: "7f3a", replication: 0 });
    played = tally.requests;
    const row = [...tally.rows.values()][0];
    return (row?.picks[0] ?? 0) / played;
  });
  refuteResult("share of the first deployment", value, 0.6, 0.01);
  refuteResult("requests played", played / requests, 1, 0.01);
  return cost;
}

function randomNumbers(): number {
  const { cost, value } = cpuCost(requests, sumOfRandomNumbers);
  refuteResult("mean of their sum", value / requests, 2 + meanPrompt + meanOutput + 2, 0.02);
  return cost;
}

function sumOfRandomNumbers(): number {
  const arrivals = namedStream("7f3a", "arrivals", 0);
  const sizes = namedStream("7f3a", "sizes", 0);
  const router = namedStream("7f3a", "router", 0);
  const service = namedStream("7f3a", "service", 0);
  const prompt = geometric(meanPrompt);
  const output = geometric(meanOutput);
  let sum = 0;
  for (let i = 0; i < requests; i++) {
    sum += standardExponential(arrivals) + standardExponential(service);
    sum += prompt.draw(sizes) + output.draw(sizes) + boundedInteger(router, 5);
  }
  return sum;
}

function loopByHand(): number {
  const { cost, value } = cpuCost(requests, () => wholeRequestLoop(requests));
  refuteResult("share of the first deployment", value, 0.6, 0.01);
  return cost;
}

function fewRandomNumbers(): number {
  const { cost, value } = cpuCost(requests, sumOfFewRandomNumbers);
  refuteResult("mean of their sum", value / requests, 4, 0.02);
  return cost;
}

function sumOfFewRandomNumbers(): number {
  const arrivals = namedStream("7f3a", "arrivals", 0);
  const router = namedStream("7f3a", "router", 0);
  const service = namedStream("7f3a", "service", 0);
  let sum = 0;
  for (let i = 0; i < requests; i++) {
    sum += standardExponential(arrivals) + standardExponential(service) + boundedInteger(router, 5);
  }
  return sum;
}

function deployment(name: string, replicas: number): DeploymentSpec {
  return {
    name,
    createdAtMs: 0,
    replicas,
    weight: 1,
    startup: { kind: "fixed", valueMs: 0 },
    balancing: "pooled",
    replica: { kind: "slots", slots: 1, queue: 1000, service: { kind: "exponential", meanMs: 4 } },
  };
}

/** The scenario steady-60-40 with sizes drawn, as long as the requests take. */
const steady: Scenario = {
  name: "steady",
  description: "",
  seed: "7f3a",
  durationMs: (1000 * requests) / ratePerSecond,
  drainLimitMs: 60_000,
  replications: 1,
  router: { id: "r", deployments: ["larger", "smaller"] },
  fleet: [deployment("larger", 3), deployment("smaller", 2)],
  traffic: {
    arrivals: { kind: "poisson", ratePerSecond },
    prompt: { kind: "geometric", mean: meanPrompt },
    output: { kind: "geometric", mean: meanOutput },
    attempts: 1,
  },
  timeline: [],
  checks: [],
  mustFail: [],
};
