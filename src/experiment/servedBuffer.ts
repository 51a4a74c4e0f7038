import { LatencyHistogram } from "../statistics/latencyHistogram.ts";
import type { RequestPool } from "./requestPool.ts";
import { latencyNames, type Tally } from "./tally.ts";

/** Served requests that are written down before they are counted. */
const capacity = 1024;
/** Numbers that are written down of each: cell, then the latencies in microseconds, in the order of `latencyNames`. */
const width = 1 + latencyNames.length;
/** In place of a latency that was not measured. */
const none = -1;

/**
 * Served requests on their way into the histograms of the tally. Writing a row of small integers down is cheap, and
 * counting a thousand of them in one tight loop costs a third of what counting each where it happens does. Sums of
 * integers do not mind the delay.
 */
export class ServedBuffer {
  private readonly rows: Int32Array = new Int32Array(capacity * width);
  private end = 0;
  private readonly tally: Tally;
  private readonly pool: RequestPool;

  constructor(tally: Tally, pool: RequestPool) {
    this.tally = tally;
    this.pool = pool;
  }

  /**
   * @param cell span of the request times the number of deployments, plus its deployment
   * @param batches whether the deployment's replicas tell when the first token was out
   */
  add(request: number, cell: number, endMs: number, batches: boolean): void {
    const { rows, pool, tally } = this;
    const at = this.end;
    const plannedMs = pool.plannedMs[request] ?? 0;
    const startMs = pool.startMs[request] ?? 0;
    const firstTokenMs = batches ? (pool.firstTokenMs[request] ?? 0) : Number.NaN;
    tally.promptTokens[cell] = (tally.promptTokens[cell] ?? 0) + (pool.promptTokens[request] ?? 0);
    tally.outputTokens[cell] = (tally.outputTokens[cell] ?? 0) + (pool.outputTokens[request] ?? 0);
    if (endMs - plannedMs >= longMs) {
      this.countLong(cell, [startMs - plannedMs, endMs - startMs, endMs - plannedMs, firstTokenMs - plannedMs]);
      return;
    }
    rows[at] = cell;
    rows[at + 1] = (startMs - plannedMs) * 1000 + 0.5;
    rows[at + 2] = (endMs - startMs) * 1000 + 0.5;
    rows[at + 3] = (endMs - plannedMs) * 1000 + 0.5;
    rows[at + 4] = batches ? (firstTokenMs - plannedMs) * 1000 + 0.5 : none;
    this.end = at + width;
    if (this.end === rows.length) this.flush();
  }

  /** Counts what has been written down. */
  flush(): void {
    const { rows, end } = this;
    for (let at = 0; at < end; at += width) {
      const base = (rows[at] ?? 0) * latencyNames.length;
      this.latency(base).recordUs(rows[at + 1] ?? 0);
      this.latency(base + 1).recordUs(rows[at + 2] ?? 0);
      this.latency(base + 2).recordUs(rows[at + 3] ?? 0);
      const firstTokenUs = rows[at + 4] ?? none;
      if (firstTokenUs !== none) this.latency(base + 3).recordUs(firstTokenUs);
    }
    this.end = 0;
  }

  /** What does not fit a 32-bit integer of microseconds goes the slow way. */
  private countLong(cell: number, latenciesMs: readonly number[]): void {
    for (const [which, ms] of latenciesMs.entries()) {
      if (!Number.isNaN(ms)) this.latency(cell * latencyNames.length + which).record(ms);
    }
  }

  private latency(at: number): LatencyHistogram {
    const { latencies } = this.tally;
    const known = latencies[at];
    if (known !== undefined) return known;
    const fresh = new LatencyHistogram();
    latencies[at] = fresh;
    return fresh;
  }
}

/** Half an hour: below it, microseconds are 32-bit integers. */
const longMs = 1_800_000;
