import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { cpuCost } from "../cpuCost.ts";
import { fiveServersLoop, meanWaiting } from "../loops/fiveServers.ts";
import { simjsFiveServers } from "../loops/simjsFiveServers.ts";
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
    { name: "SimPy", absence: simpyAbsence, prepare: () => simpy },
  ],
  claims: [
    { what: "simjs / event loop", over: ["simjs"], under: ["event loop"], bar: { atLeast: 15 } },
    { what: "SimPy 2 / event loop", over: ["SimPy"], under: ["event loop"], bar: { atLeast: 70 } },
  ],
};

function timed(count: number, tolerance: number, loop: (requests: number) => number): number {
  let waiting = Number.NaN;
  const cost = cpuCost(count, () => {
    waiting = loop(count);
  });
  refuteResult("mean waiting time of M/M/5", waiting, meanWaiting, tolerance);
  return cost;
}

function simpyAbsence(): string | undefined {
  const { status } = spawnSync("python3", ["-c", "import SimPy.Simulation"], { stdio: "ignore" });
  return status === 0 ? undefined : "not installed (Debian: python3-simpy)";
}

function simpy(): number {
  const script = fileURLToPath(new URL("../../../loops/five_servers.py", import.meta.url));
  const [cost, waiting] = execFileSync("python3", [script, String(peerRequests)], { encoding: "utf8" })
    .split(" ")
    .map(Number);
  refuteResult("mean waiting time of M/M/5", waiting ?? Number.NaN, meanWaiting, 0.3);
  return cost ?? Number.NaN;
}
