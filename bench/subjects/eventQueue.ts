import { EventQueue } from "../../src/engine/eventQueue.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { standardExponential } from "../../src/engine/standardExponential.ts";
import { cpuCost } from "../cpuCost.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Claim, Contestant, Subject } from "../subject.ts";

const steps = 1_000_000;
const sizes = [6, 64, 1024, 65_536];

/** The hold model: take the next of N events out and put one in, an exponential time later. */
export const eventQueue: Subject = {
  title: "event queue",
  contestants: sizes.flatMap((size) => [ourQueue(size), flatQueue(size)]),
  claims: sizes.map(
    (size): Claim => ({
      what: `EventQueue (ties in order) / flatqueue (any order), N = ${size}`,
      over: [`EventQueue, N = ${size}`],
      under: [`flatqueue, N = ${size}`],
      bar: { atMost: 1.1 },
    }),
  ),
};

function ourQueue(size: number): Contestant {
  return {
    name: `EventQueue, N = ${size}`,
    prepare: () => {
      const delays = drawDelays();
      const queue = new EventQueue();
      for (let i = 0; i < size; i++) queue.push(delays[i & 65_535] ?? 0, 1, i);
      return () => {
        const startMs = queue.nextTimeMs;
        const cost = cpuCost(steps, () => {
          for (let i = 0; i < steps; i++) {
            queue.pop();
            queue.push(queue.timeMs + (delays[i & 65_535] ?? 0), 1, queue.subject);
          }
        });
        refuteResult("time passed in the hold model", queue.nextTimeMs - startMs, steps / size, 0.15);
        return cost;
      };
    },
  };
}

function flatQueue(size: number): Contestant {
  return {
    name: `flatqueue, N = ${size}`,
    prepare: async () => {
      const { default: FlatQueue } = await import("flatqueue");
      const delays = drawDelays();
      const queue = new FlatQueue();
      for (let i = 0; i < size; i++) queue.push(i, delays[i & 65_535] ?? 0);
      return () =>
        cpuCost(steps, () => {
          for (let i = 0; i < steps; i++) {
            const time = queue.peekValue() ?? 0;
            const item = queue.pop() ?? 0;
            queue.push(item, time + (delays[i & 65_535] ?? 0));
          }
        });
    },
  };
}

function drawDelays(): Float64Array {
  const random = namedStream("7f3a", "bench", 0);
  return Float64Array.from({ length: 65_536 }, () => standardExponential(random));
}
