import { EventQueue } from "../../src/engine/eventQueue.ts";
import type { RandomSource } from "../../src/engine/randomSource.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { standardExponential } from "../../src/engine/standardExponential.ts";
import { createSelector } from "../../src/routing/createSelector.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { routingTable } from "../../src/routing/routingTable.ts";
import type { Selector } from "../../src/routing/selector.ts";
import { LatencyHistogram } from "../../src/statistics/latencyHistogram.ts";

const departure = 1;
const meanGapMs = 1;
const meanServiceMs = 4;
const ringMask = 65_535;

/**
 * The scenario steady-60-40 written by hand: everything one of its requests needs, and nothing else. An arrival, a
 * weighted pick, first-come service in the deployment picked, a queue, a histogram of response times, counts. It knows no
 * changes, no faults, no timeouts, no phases and no other service than this.
 *
 * @returns the share of the first deployment
 */
export function wholeRequestLoop(requests: number): number {
  const run = new SteadyRun();
  run.play(requests);
  const [larger, smaller] = run.pools;
  if (larger.histogram.count + smaller.histogram.count !== requests) throw new Error("the loop lost a request");
  return larger.picks / requests;
}

class SteadyRun {
  readonly pools: readonly [Pool, Pool] = [new Pool(3), new Pool(2)];
  private readonly arrivals: RandomSource = namedStream("7f3a", "arrivals", 0);
  private readonly router: RandomSource = namedStream("7f3a", "router", 0);
  private readonly service: RandomSource = namedStream("7f3a", "service", 0);
  private readonly selector: Selector = createSelector(
    "weighted-random",
    routingTable(1, [
      { deployment: "larger", ready: 3, weight: 1 },
      { deployment: "smaller", ready: 2, weight: 1 },
    ]),
  );
  private readonly events: EventQueue = new EventQueue();

  play(requests: number): void {
    const { events } = this;
    let arrivalMs = meanGapMs * standardExponential(this.arrivals);
    for (let arrived = 0; arrived < requests; ) {
      if (events.nextTimeMs <= arrivalMs) {
        this.depart();
        continue;
      }
      this.arrive(arrivalMs);
      arrived++;
      arrivalMs += meanGapMs * standardExponential(this.arrivals);
    }
    while (events.size > 0) this.depart();
  }

  private arrive(nowMs: number): void {
    const serviceMs = meanServiceMs * standardExponential(this.service);
    // Slots 0 to 2 are the replicas of the larger deployment.
    const deployment = this.selector.pick(this.router, idleLoad) < 3 ? 0 : 1;
    const pool = this.pools[deployment];
    pool.picks++;
    if (pool.free > 0) this.events.push(nowMs + serviceMs, departure, pool.start(nowMs) * 2 + deployment);
    else pool.wait(nowMs, serviceMs);
  }

  private depart(): void {
    const { events } = this;
    events.pop();
    const pool = this.pools[(events.subject & 1) === 1 ? 1 : 0];
    const replica = events.subject >> 1;
    pool.histogram.record(events.timeMs - (pool.arrivedMs[replica] ?? 0));
    if (pool.waiting > 0) events.push(events.timeMs + pool.next(replica), departure, events.subject);
    else pool.finish(replica);
  }
}

/** The replicas of one deployment, with one slot each, and their common queue. */
class Pool {
  picks = 0;
  free: number;
  /** Planned arrival of the request on each replica. */
  readonly arrivedMs: Float64Array;
  readonly histogram: LatencyHistogram = new LatencyHistogram();
  private readonly freeReplicas: Int32Array;
  private readonly queuedMs: Float64Array = new Float64Array(ringMask + 1);
  private readonly serviceMs: Float64Array = new Float64Array(ringMask + 1);
  private head = 0;
  private tail = 0;

  constructor(replicas: number) {
    this.free = replicas;
    this.arrivedMs = new Float64Array(replicas);
    this.freeReplicas = Int32Array.from({ length: replicas }, (_, i) => i);
  }

  get waiting(): number {
    return this.tail - this.head;
  }

  /** Puts a request on a free replica and returns which. */
  start(arrivedMs: number): number {
    const replica = this.freeReplicas[--this.free] ?? 0;
    this.arrivedMs[replica] = arrivedMs;
    return replica;
  }

  wait(arrivedMs: number, serviceMs: number): void {
    const place = this.tail++ & ringMask;
    this.queuedMs[place] = arrivedMs;
    this.serviceMs[place] = serviceMs;
  }

  /** Puts the request that waits longest on the replica and returns how long it will take. */
  next(replica: number): number {
    const place = this.head++ & ringMask;
    this.arrivedMs[replica] = this.queuedMs[place] ?? 0;
    return this.serviceMs[place] ?? 0;
  }

  finish(replica: number): void {
    this.freeReplicas[this.free++] = replica;
  }
}
