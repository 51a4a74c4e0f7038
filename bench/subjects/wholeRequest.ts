import { namedStream } from "../../src/engine/seed.ts";
import { standardExponential } from "../../src/engine/standardExponential.ts";
import { cpuCost } from "../cpuCost.ts";
import { wholeRequestLoop } from "../loops/wholeRequest.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Subject } from "../subject.ts";

const requests = 2_000_000;

/** One whole simulated request against the random numbers that it draws: two exponential ones and one word. */
export const wholeRequest: Subject = {
  title: "simulated request",
  contestants: [
    { name: "random numbers", prepare: () => randomNumbers },
    { name: "request", prepare: () => request },
  ],
  claims: [
    {
      what: "draw, service, queue, histogram, counts / random numbers",
      over: ["request"],
      under: ["random numbers"],
      bar: { atMost: 6 },
    },
  ],
};

function request(): number {
  const { cost, value } = cpuCost(requests, () => wholeRequestLoop(requests));
  refuteResult("share of the first deployment", value, 0.6, 0.01);
  return cost;
}

function randomNumbers(): number {
  const { cost, value } = cpuCost(requests, sumOfRandomNumbers);
  refuteResult("sum of the random numbers", value / requests, 2.5, 0.01);
  return cost;
}

function sumOfRandomNumbers(): number {
  const arrivals = namedStream("7f3a", "arrivals", 0);
  const router = namedStream("7f3a", "router", 0);
  const service = namedStream("7f3a", "service", 0);
  let sum = 0;
  for (let i = 0; i < requests; i++) {
    sum += standardExponential(arrivals) + standardExponential(service) + (router.next() & 1);
  }
  return sum;
}
