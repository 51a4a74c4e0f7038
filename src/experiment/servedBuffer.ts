import { LatencyHistogram } from "../statistics/latencyHistogram.ts";
import type { Plan } from "./plan.ts";
import type { RequestPool } from "./requestPool.ts";
import { latencyNames, type Tally } from "./tally.ts";

/** Served requests that are written down before they are counted. */
const capacity = 1024;
/** Numbers that are written down of each: cell, planned, start, end, first token, prompt tokens, answer tokens. */
const width = 7;

/**
 * Served requests on their way into the tally. Writing a row down is cheap, and counting a thousand of them in one tight
 * loop costs a third of what counting each where it happens does. Sums of integers do not mind the delay.
 */
export class ServedBuffer {
  private readonly rows: Float64Array = new Float64Array(capacity * width);
  private end = 0;
  private readonly plan: Plan;
  private readonly tally: Tally;
  private readonly pool: RequestPool;

  constructor(plan: Plan, tally: Tally, pool: RequestPool) {
    this.plan = plan;
    this.tally = tally;
    this.pool = pool;
  }

  /** @param cell span of the request times the number of deployments, plus its deployment */
  add(request: number, cell: number, endMs: number): void {
    const { rows, pool } = this;
    const at = this.end;
    rows[at] = cell;
    rows[at + 1] = pool.plannedMs[request] ?? 0;
    rows[at + 2] = pool.startMs[request] ?? 0;
    rows[at + 3] = endMs;
    rows[at + 4] = pool.firstTokenMs[request] ?? 0;
    rows[at + 5] = pool.promptTokens[request] ?? 0;
    rows[at + 6] = pool.outputTokens[request] ?? 0;
    this.end = at + width;
    if (this.end === rows.length) this.flush();
  }

  /** Counts what has been written down. */
  flush(): void {
    const { rows, tally, end } = this;
    const { promptTokens, outputTokens } = tally;
    for (let at = 0; at < end; at += width) {
      const cell = rows[at] ?? 0;
      const plannedMs = rows[at + 1] ?? 0;
      const startMs = rows[at + 2] ?? 0;
      const endMs = rows[at + 3] ?? 0;
      const base = cell * latencyNames.length;
      this.latency(base).record(startMs - plannedMs);
      this.latency(base + 1).record(endMs - startMs);
      this.latency(base + 2).record(endMs - plannedMs);
      promptTokens[cell] = (promptTokens[cell] ?? 0) + (rows[at + 5] ?? 0);
      outputTokens[cell] = (outputTokens[cell] ?? 0) + (rows[at + 6] ?? 0);
    }
    this.countFirstTokens();
    this.end = 0;
  }

  private countFirstTokens(): void {
    const { rows, plan } = this;
    const batches = plan.scenario.fleet.map(({ replica }) => replica.kind === "batching");
    if (!batches.includes(true)) return;
    for (let at = 0; at < this.end; at += width) {
      const cell = rows[at] ?? 0;
      if (batches[cell % batches.length] !== true) continue;
      this.latency(cell * latencyNames.length + 3).record((rows[at + 4] ?? 0) - (rows[at + 1] ?? 0));
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
