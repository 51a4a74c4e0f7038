import type FlatQueue from "flatqueue";
import { EventQueue } from "../../src/engine/eventQueue.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { standardExponential } from "../../src/engine/standardExponential.ts";
import { cpuCost } from "../cpuCost.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Claim, Subject } from "../subject.ts";

const steps = 1_000_000;
const sizes = [6, 64, 1024, 65_536];

/** The hold model: take the next of N events out and put one in, an exponential time later. */
export const eventQueue: Subject = {
  title: "event queue",
  contestants: sizes.flatMap((size) => [
    { name: `EventQueue, N = ${size}`, prepare: () => ours(size) },
    { name: `flatqueue, N = ${size}`, prepare: () => flatqueue(size) },
  ]),
  claims: sizes.map(
    (size): Claim => ({
      what: `EventQueue (ties in order) / flatqueue (any order), N = ${size}`,
      over: [`EventQueue, N = ${size}`],
      under: [`flatqueue, N = ${size}`],
    }),
  ),
};

function ours(size: number): () => number {
  const delays = drawDelays();
  const queue = new EventQueue();
  for (let i = 0; i < size; i++) queue.push(delays[i & 65_535] ?? 0, 1, i);
  return () => {
    const { cost, value } = cpuCost(steps, () => holdOurs(queue, delays));
    refuteResult("time passed in the hold model", value, steps / size, 0.15);
    return cost;
  };
}

function holdOurs(queue: EventQueue, delays: Float64Array): number {
  const start = queue.nextTimeMs;
  for (let i = 0; i < steps; i++) {
    queue.pop();
    queue.push(queue.timeMs + (delays[i & 65_535] ?? 0), 1, queue.subject);
  }
  return queue.nextTimeMs - start;
}

async function flatqueue(size: number): Promise<() => number> {
  const { default: Queue } = await import("flatqueue");
  const delays = drawDelays();
  const queue = new Queue();
  for (let i = 0; i < size; i++) queue.push(i, delays[i & 65_535] ?? 0);
  return () => {
    const { cost, value } = cpuCost(steps, () => holdFlatqueue(queue, delays));
    refuteResult("time passed in the hold model", value, steps / size, 0.15);
    return cost;
  };
}

function holdFlatqueue(queue: FlatQueue, delays: Float64Array): number {
  const start = queue.peekValue() ?? 0;
  for (let i = 0; i < steps; i++) {
    const time = queue.peekValue() ?? 0;
    queue.push(queue.pop() ?? 0, time + (delays[i & 65_535] ?? 0));
  }
  return (queue.peekValue() ?? 0) - start;
}

function drawDelays(): Float64Array {
  const random = namedStream("7f3a", "bench", 0);
  return Float64Array.from({ length: 65_536 }, () => standardExponential(random));
}
