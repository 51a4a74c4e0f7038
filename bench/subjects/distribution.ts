import { availableParallelism } from "node:os";
import { env } from "node:process";
import { startQueue, whyNoQueue } from "../loops/queue.ts";
import { measureProgram } from "../measureProgram.ts";
import type { Contestant, Subject } from "../subject.ts";

/** Twenty seconds or so of one core. `BENCH_REQUESTS=1e7` for those in a hurry. */
const requests = Math.min(Number(env["BENCH_REQUESTS"] ?? 8e7), 8e7);
const run = ["run", "scenarios/steady-60-40.json", "--quiet"];

const twoPrograms: Contestant = {
  name: "two programs",
  warmUp: false,
  absence: () => (availableParallelism() < 2 ? "there are fewer cores" : undefined),
  prepare: () => async () =>
    Math.max(...(await Promise.all([wallNsOf(["--workers", "1"], 0.5), wallNsOf(["--workers", "1"], 0.5)]))),
};

/**
 * One run on one thread, on two, and by way of Redis on the two threads of a worker; wall time, result and all. Two
 * programs at once that know nothing of each other, with half of the requests each, show what the second core of this
 * machine is worth.
 */
export const distribution: Subject = {
  title: "distribution",
  rounds: 3,
  contestants: [threads(1), threads(2), twoPrograms, queue(2)],
  claims: [
    {
      what: "wall time of run: one worker / two workers",
      over: ["1 workers"],
      under: ["2 workers"],
      bar: { atLeast: 1.8 },
    },
    {
      what: "wall time of run: one worker / two programs, half each",
      over: ["1 workers"],
      under: ["two programs"],
    },
    {
      what: "wall time of run: two programs, half each / two workers",
      over: ["two programs"],
      under: ["2 workers"],
      bar: { atLeast: 0.95 },
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
    prepare: () => () => wallNsOf(["--workers", String(workers)]),
  };
}

async function wallNsOf(further: readonly string[], share = 1): Promise<number> {
  return (await measureProgram([...run, "--requests", String(requests * share), ...further])).wallNs;
}

/** The worker waits for work when the run begins, as one on another machine would. */
function queue(concurrency: number): Contestant {
  return {
    name: `BullMQ, ${concurrency} threads`,
    warmUp: false,
    absence: whyNoQueue,
    prepare: async () => {
      const url = await startQueue(concurrency);
      return () => wallNsOf(["--engine", "bullmq", "--redis", url]);
    },
  };
}
