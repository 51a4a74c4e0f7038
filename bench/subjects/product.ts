import { once } from "node:events";
import { env } from "node:process";
import { Worker } from "node:worker_threads";
import { cpuCost } from "../cpuCost.ts";
import { wholeRequestLoop } from "../loops/wholeRequest.ts";
import { measureProgram } from "../measureProgram.ts";
import type { Contestant, Subject } from "../subject.ts";

/** `BENCH_REQUESTS=1e7` for those in a hurry. */
const requests = Number(env["BENCH_REQUESTS"] ?? 1e8);
const loopRequests = Math.min(requests, 1e7);
const few = requests / 100;
const many = inShort(requests);

/** `shuntyard run` on steady-60-40, judge and report included, against the same scenario written by hand as a bare loop. */
export const product: Subject = {
  title: "shuntyard run",
  rounds: 3,
  contestants: [
    { name: "bare loop", prepare: () => () => cpuCost(loopRequests, () => wholeRequestLoop(loopRequests)).cost },
    bareLoops(1),
    bareLoops(2),
    run(requests, 1),
    run(requests, 2),
    run(few, 2),
    { name: "250 MB", prepare: () => () => 250e6, warmUp: false },
  ],
  claims: [
    {
      what: `CPU of run, ${many} requests / CPU of the bare loop`,
      over: [`run, ${requests} requests, 1 workers: CPU`],
      under: ["bare loop"],
      bar: { atMost: 2 },
    },
    {
      what: `peak memory of run, ${many} requests / 250 MB`,
      over: [`run, ${requests} requests, 2 workers: memory`],
      under: ["250 MB"],
      bar: { atMost: 1 },
    },
    {
      what: `peak memory of run, ${many} requests / ${inShort(few)} requests`,
      over: [`run, ${requests} requests, 2 workers: memory`],
      under: [`run, ${few} requests, 2 workers: memory`],
      bar: { atMost: 1.2 },
    },
    {
      what: "gain of run by a second worker / gain of the bare loop by a second thread",
      over: [`run, ${requests} requests, 1 workers: wall`, "bare loops on 2 threads"],
      under: [`run, ${requests} requests, 2 workers: wall`, "bare loops on 1 threads"],
      bar: { atLeast: 0.7 },
    },
  ],
};

function run(count: number, workers: number): Contestant {
  const args = [
    "run",
    "scenarios/steady-60-40.json",
    "--quiet",
    "--requests",
    String(count),
    "--workers",
    String(workers),
  ];
  return {
    name: `run, ${count} requests, ${workers} workers`,
    warmUp: false,
    prepare: () => async () => {
      const { cpuNs, wallNs, peakBytes } = await measureProgram(args);
      return { CPU: cpuNs / count, wall: wallNs / count, memory: peakBytes };
    },
  };
}

/** Wall time per request of as many bare loops at once as there are threads. */
function bareLoops(threads: number): Contestant {
  return {
    name: `bare loops on ${threads} threads`,
    warmUp: false,
    prepare: () => async () => {
      const start = process.hrtime.bigint();
      const program = new URL("../loops/loopThread.js", import.meta.url);
      const workers = Array.from({ length: threads }, () => new Worker(program, { workerData: loopRequests }));
      await Promise.all(workers.map((worker) => once(worker, "exit")));
      return Number(process.hrtime.bigint() - start) / (threads * loopRequests);
    },
  };
}

function inShort(count: number): string {
  return count.toExponential(0).replace("+", "");
}
