import { cpuCost } from "../cpuCost.ts";
import { fiveServersLoop, meanWaiting } from "../loops/fiveServers.ts";
import { simjsFiveServers } from "../loops/simjsFiveServers.ts";
import { simpyFiveServers, simpyInterpreter } from "../loops/simpyFiveServers.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Subject } from "../subject.ts";

const requests = 2_000_000;
const peerRequests = 100_000;

/** The engine against simulation packages on M/M/5 at load 0.8, event loop against event loop. */
export const fiveServers: Subject = {
  title: "M/M/5",
  contestants: [
    { name: "event loop", prepare: () => () => timed(requests, 0.05, fiveServersLoop) },
    {
      name: "simjs",
      prepare: async () => {
        const loop = await simjsFiveServers();
        return () => timed(peerRequests, 0.3, loop);
      },
    },
    {
      name: "SimPy",
      absence: () => (simpyInterpreter() === undefined ? "not installed (Debian: python3-simpy)" : undefined),
      prepare: simpy,
    },
  ],
  claims: [
    { what: "simjs / event loop", over: ["simjs"], under: ["event loop"], bar: { atLeast: 15 } },
    { what: "SimPy 2 / event loop", over: ["SimPy"], under: ["event loop"], bar: { atLeast: 70 } },
  ],
};

function timed(count: number, tolerance: number, loop: (requests: number) => number): number {
  const { cost, value } = cpuCost(count, () => loop(count));
  refuteResult("mean waiting time of M/M/5", value, meanWaiting, tolerance);
  return cost;
}

function simpy(): () => number {
  const python = simpyInterpreter() ?? "python3";
  return () => {
    const { cost, value } = simpyFiveServers(python, peerRequests);
    refuteResult("mean waiting time of M/M/5", value, meanWaiting, 0.3);
    return cost;
  };
}
