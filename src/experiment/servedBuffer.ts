import { LatencyHistogram } from "../statistics/latencyHistogram.ts";
import type { RequestPool } from "./requestPool.ts";
import { latencyNames, type Tally } from "./tally.ts";

/** Served requests that are written down before they are counted. */
const capacity = 512;

/** Half an hour: below it, microseconds are 32-bit integers. */
const longMs = 1_800_000;

/**
 * The served requests of one cell of the tally (a span and a deployment) on their way into its histograms. Writing three
 * small integers down is cheap, and a histogram counts five hundred of them in one tight loop at a fraction of what it
 * costs to count each where it happens. Sums of integers do not mind the delay.
 */
export class ServedBuffer {
  private size = 0;
  private readonly waitingUs: Int32Array = new Int32Array(capacity);
  private readonly serviceUs: Int32Array = new Int32Array(capacity);
  private readonly responseUs: Int32Array = new Int32Array(capacity);
  private readonly ttftUs: Int32Array;
  private readonly batches: boolean;
  private readonly tally: Tally;
  private readonly cell: number;

  /** @param batches whether the deployment's replicas tell when the first token was out */
  constructor(tally: Tally, cell: number, batches: boolean) {
    this.tally = tally;
    this.cell = cell;
    this.batches = batches;
    this.ttftUs = new Int32Array(batches ? capacity : 0);
  }

  /** @param endMs when the request had its whole answer */
  add(pool: RequestPool, request: number, endMs: number): void {
    const plannedMs = pool.plannedMs[request] ?? 0;
    const startMs = pool.startMs[request] ?? 0;
    const sinceMs = endMs - plannedMs;
    if (sinceMs >= longMs) {
      this.countLong(plannedMs, startMs, pool.firstTokenMs[request] ?? 0, endMs);
      return;
    }
    const at = this.size;
    this.waitingUs[at] = (startMs - plannedMs) * 1000 + 0.5;
    this.serviceUs[at] = (endMs - startMs) * 1000 + 0.5;
    this.responseUs[at] = sinceMs * 1000 + 0.5;
    if (this.batches) this.ttftUs[at] = ((pool.firstTokenMs[request] ?? 0) - plannedMs) * 1000 + 0.5;
    this.size = at + 1;
    if (this.size === capacity) this.flush();
  }

  /** Counts what has been written down. */
  flush(): void {
    const { size } = this;
    if (size === 0) return;
    this.size = 0;
    this.latency(0).recordAllUs(this.waitingUs, size);
    this.latency(1).recordAllUs(this.serviceUs, size);
    this.latency(2).recordAllUs(this.responseUs, size);
    if (this.batches) this.latency(3).recordAllUs(this.ttftUs, size);
  }

  private countLong(plannedMs: number, startMs: number, firstTokenMs: number, endMs: number): void {
    this.latency(0).record(startMs - plannedMs);
    this.latency(1).record(endMs - startMs);
    this.latency(2).record(endMs - plannedMs);
    if (this.batches) this.latency(3).record(firstTokenMs - plannedMs);
  }

  private latency(which: number): LatencyHistogram {
    const { latencies } = this.tally;
    const at = this.cell * latencyNames.length + which;
    const known = latencies[at];
    if (known !== undefined) return known;
    const fresh = new LatencyHistogram();
    latencies[at] = fresh;
    return fresh;
  }
}
