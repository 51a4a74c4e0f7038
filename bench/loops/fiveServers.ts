import { EventQueue } from "../../src/engine/eventQueue.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { standardExponential } from "../../src/engine/standardExponential.ts";

/** Load per server of the model. */
export const utilisation = 0.8;

/** Mean waiting time of M/M/5 at load 0.8 in units of the mean service time: Erlang's C(5, 4) / (5 - 4). */
export const meanWaiting = 0.5541126;

const servers = 5;
const arrival = 0;
const departure = 1;

/**
 * M/M/5, first come first served, as an event loop on the engine room alone: arrivals and departures are events, waiting
 * requests a ring of their arrival times.
 *
 * @returns the mean waiting time, in units of the mean service time
 */
export function fiveServersLoop(requests: number): number {
  const random = namedStream("7f3a", "five-servers", 0);
  const queue = new EventQueue();
  const ring = new Float64Array(65_536);
  const meanGap = 1 / (servers * utilisation);
  let head = 0;
  let tail = 0;
  let busy = 0;
  let arrived = 0;
  let waited = 0;
  queue.push(meanGap * standardExponential(random), arrival, 0);
  while (queue.nextTimeMs < Number.POSITIVE_INFINITY) {
    queue.pop();
    const now = queue.timeMs;
    if (queue.code === arrival) {
      if (++arrived < requests) queue.push(now + meanGap * standardExponential(random), arrival, 0);
      if (busy < servers) {
        busy++;
        queue.push(now + standardExponential(random), departure, 0);
      } else {
        ring[tail++ & 65_535] = now;
      }
    } else if (head === tail) {
      busy--;
    } else {
      waited += now - (ring[head++ & 65_535] ?? 0);
      queue.push(now + standardExponential(random), departure, 0);
    }
  }
  return waited / requests;
}
