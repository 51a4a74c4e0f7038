import { EventQueue } from "../../src/engine/eventQueue.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { standardExponential } from "../../src/engine/standardExponential.ts";
import { createSelector } from "../../src/routing/createSelector.ts";
import { routingTable } from "../../src/routing/routingTable.ts";
import { LatencyHistogram } from "../../src/statistics/latencyHistogram.ts";

/** Requests that a replica works on at a time, and the load that leaves each of them. */
const slotsPerReplica = 8;
const utilisation = 0.8;
const departure = 1;
const noLoad = { inFlight: (): number => 0 };

/**
 * Everything one request needs, written by hand for one model: an arrival, a weighted pick, first-come service on the
 * slots of the deployment, a queue, a histogram of response times and counts. Two deployments, 3 and 2 replicas.
 *
 * @returns the share of the first deployment
 */
export function wholeRequestLoop(requests: number): number {
  const arrivals = namedStream("7f3a", "arrivals", 0);
  const router = namedStream("7f3a", "router", 0);
  const service = namedStream("7f3a", "service", 0);
  const table = routingTable(1, [
    { deployment: "current", ready: 3, weight: 1 },
    { deployment: "new", ready: 2, weight: 1 },
  ]);
  const selector = createSelector("weighted-random", table);
  const deploymentOfSlot = Int32Array.of(0, 0, 0, 1, 1);
  const meanGap = 1 / (5 * slotsPerReplica * utilisation);
  const events = new EventQueue();
  const pools = [new Pool(3 * slotsPerReplica), new Pool(2 * slotsPerReplica)] as const;
  const histograms = [new LatencyHistogram(), new LatencyHistogram()] as const;
  const counts = new Float64Array(2);
  let arrivalAt = meanGap * standardExponential(arrivals);
  let arrived = 0;

  while (arrived < requests || events.size > 0) {
    if (arrived < requests && arrivalAt < events.nextTimeMs) {
      const d = deploymentOfSlot[selector.pick(router, noLoad)] === 1 ? 1 : 0;
      const pool = pools[d];
      const length = standardExponential(service);
      counts[d] = (counts[d] ?? 0) + 1;
      if (pool.free > 0) {
        events.push(arrivalAt + length, departure, (pool.start(arrivalAt) << 1) | d);
      } else {
        pool.wait(arrivalAt, length);
      }
      arrived++;
      arrivalAt += meanGap * standardExponential(arrivals);
    } else {
      events.pop();
      const d = (events.subject & 1) === 1 ? 1 : 0;
      const slot = events.subject >> 1;
      const pool = pools[d];
      histograms[d].record((events.timeMs - (pool.startedBy[slot] ?? 0)) * 100);
      if (pool.waiting > 0) {
        events.push(events.timeMs + pool.next(slot), departure, events.subject);
      } else {
        pool.finish(slot);
      }
    }
  }
  if (histograms[0].count + histograms[1].count !== requests) throw new Error("the loop lost a request");
  return (counts[0] ?? 0) / requests;
}

/** The slots of one deployment and its queue. */
class Pool {
  /** Planned arrival of the request on each slot. */
  readonly startedBy: Float64Array;
  free: number;
  private readonly freeSlots: Int32Array;
  private readonly arrivals = new Float64Array(65_536);
  private readonly lengths = new Float64Array(65_536);
  private head = 0;
  private tail = 0;

  constructor(slots: number) {
    this.startedBy = new Float64Array(slots);
    this.freeSlots = Int32Array.from({ length: slots }, (_, i) => i);
    this.free = slots;
  }

  get waiting(): number {
    return this.tail - this.head;
  }

  start(arrival: number): number {
    const slot = this.freeSlots[--this.free] ?? 0;
    this.startedBy[slot] = arrival;
    return slot;
  }

  wait(arrival: number, length: number): void {
    const at = this.tail++ & 65_535;
    this.arrivals[at] = arrival;
    this.lengths[at] = length;
  }

  /** Puts the first that waits on the slot and returns how long it will take. */
  next(slot: number): number {
    const at = this.head++ & 65_535;
    this.startedBy[slot] = this.arrivals[at] ?? 0;
    return this.lengths[at] ?? 0;
  }

  finish(slot: number): void {
    this.freeSlots[this.free++] = slot;
  }
}
