import { availableParallelism } from "node:os";
import { env } from "node:process";
import { startQueue, whyNoQueue } from "../loops/queue.ts";
import { measureProgram } from "../measureProgram.ts";
import type { Contestant, Subject } from "../subject.ts";

/** Twenty seconds or so of one core. `BENCH_REQUESTS=1e7` for those in a hurry. */
const requests = Math.min(Number(env["BENCH_REQUESTS"] ?? 4e7), 4e7);
const run = ["run", "scenarios/steady-60-40.json", "--quiet", "--requests", String(requests)];

/** One run on one thread, on two, and by way of Redis on the two threads of a worker; wall time, result and all. */
export const distribution: Subject = {
  title: "distribution",
  rounds: 3,
  contestants: [threads(1), threads(2), queue(2)],
  claims: [
    {
      what: "wall time of run: one worker / two workers",
      over: ["1 workers"],
      under: ["2 workers"],
      bar: { atLeast: 1.8 },
    },
    {
      what: "wall time of run: local pool / BullMQ on this machine, two threads each",
      over: ["2 workers"],
      under: ["BullMQ, 2 threads"],
      bar: { atLeast: 0.9 },
    },
  ],
};

function threads(workers: number): Contestant {
  return {
    name: `${workers} workers`,
    warmUp: false,
    absence: () => (availableParallelism() < workers ? "there are fewer cores" : undefined),
    prepare: () => async () => (await measureProgram([...run, "--workers", String(workers)])).wallNs,
  };
}

/** The worker waits for work when the run begins, as one on another machine would. */
function queue(concurrency: number): Contestant {
  return {
    name: `BullMQ, ${concurrency} threads`,
    warmUp: false,
    absence: whyNoQueue,
    prepare: async () => {
      const url = await startQueue(concurrency);
      return async () => (await measureProgram([...run, "--engine", "bullmq", "--redis", url])).wallNs;
    },
  };
}
