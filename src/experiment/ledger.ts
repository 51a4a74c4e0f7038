import { LatencyHistogram } from "../statistics/latencyHistogram.ts";
import { ending, endings } from "./ending.ts";
import type { Plan } from "./plan.ts";
import type { RequestPool } from "./requestPool.ts";
import { latencyNames, shareUnit, type Tally } from "./tally.ts";

/**
 * Counts what happens in one replication into its tally. It knows in which span and bin of the time axis, and under
 * which split, a pick is made; everything a request adds is an increment of a number.
 */
export class Ledger {
  /** Span of the timeline that is now. */
  span = -1;
  private readonly plan: Plan;
  private readonly tally: Tally;
  private readonly pool: RequestPool;
  private readonly deployments: number;
  private readonly batches: Uint8Array;
  private bin = 0;
  private shares: readonly number[] = [];
  private rowPicks: Float64Array = new Float64Array(0);
  private picksSinceSettled = 0;

  constructor(plan: Plan, tally: Tally, pool: RequestPool) {
    this.plan = plan;
    this.tally = tally;
    this.pool = pool;
    this.deployments = plan.deployments.length;
    this.batches = Uint8Array.from(plan.scenario.fleet, ({ replica }) => (replica.kind === "batching" ? 1 : 0));
  }

  /** From now on picks belong to the span and the bin of this instant. */
  enterTime(nowMs: number): void {
    this.settleBin();
    const { spans, bins, binMs } = this.plan;
    while (this.span + 1 < spans.length && (spans[this.span + 1]?.fromMs ?? 0) <= nowMs) this.span++;
    // Cuts are multiples of binMs up to rounding.
    this.bin = Math.min(bins - 1, Math.floor(nowMs / binMs + 1e-9));
  }

  /** From now on this split is the right one; called after `enterTime` too. */
  enterSplit(units: readonly number[], shares: readonly number[]): void {
    this.settleBin();
    this.shares = shares;
    const key = `${this.span}|${units.join(",")}`;
    let row = this.tally.rows.get(key);
    if (row === undefined) {
      row = { span: this.span, units, picks: new Float64Array(this.deployments) };
      this.tally.rows.set(key, row);
    }
    this.rowPicks = row.picks;
  }

  pick(deployment: number): void {
    this.rowPicks[deployment] = (this.rowPicks[deployment] ?? 0) + 1;
    this.picksSinceSettled++;
    const { binPicks } = this.tally;
    const at = this.bin * this.deployments + deployment;
    binPicks[at] = (binPicks[at] ?? 0) + 1;
  }

  /** The pick went to a deployment that should have got none. */
  misdirected(deployment: number): void {
    const { misdirected } = this.tally;
    const at = this.span * this.deployments + deployment;
    misdirected[at] = (misdirected[at] ?? 0) + 1;
  }

  /** A request has ended, in this way; its columns are still there. */
  ended(request: number, how: number, nowMs: number): void {
    const { pool, tally } = this;
    const span = pool.span[request] ?? 0;
    const deployment = pool.deployment[request] ?? -1;
    const row = deployment < 0 ? this.deployments : deployment;
    const at = (span * (this.deployments + 1) + row) * endings.length + how;
    tally.endings[at] = (tally.endings[at] ?? 0) + 1;
    if (how === ending.served) {
      this.served(request, span * this.deployments + deployment, nowMs);
      return;
    }
    const first = span * endings.length + how;
    tally.firstMs[first] = Math.min(tally.firstMs[first] ?? nowMs, nowMs);
  }

  /** The run is over: rows without a pick go. */
  close(): void {
    this.settleBin();
    const { rows } = this.tally;
    for (const [key, row] of rows) if (row.picks.every((picks) => picks === 0)) rows.delete(key);
  }

  private served(request: number, cell: number, nowMs: number): void {
    const { pool, tally } = this;
    const plannedMs = pool.plannedMs[request] ?? 0;
    const startMs = pool.startMs[request] ?? 0;
    tally.promptTokens[cell] = (tally.promptTokens[cell] ?? 0) + (pool.promptTokens[request] ?? 0);
    tally.outputTokens[cell] = (tally.outputTokens[cell] ?? 0) + (pool.outputTokens[request] ?? 0);
    const base = cell * latencyNames.length;
    this.latency(base).record(startMs - plannedMs);
    this.latency(base + 1).record(nowMs - startMs);
    this.latency(base + 2).record(nowMs - plannedMs);
    if (this.batches[pool.deployment[request] ?? 0] === 1) {
      this.latency(base + 3).record((pool.firstTokenMs[request] ?? 0) - plannedMs);
    }
  }

  private latency(at: number): LatencyHistogram {
    const known = this.tally.latencies[at];
    if (known !== undefined) return known;
    const fresh = new LatencyHistogram();
    this.tally.latencies[at] = fresh;
    return fresh;
  }

  /** Adds up what the split promised for the picks since the bin, or the split, last changed. */
  private settleBin(): void {
    if (this.picksSinceSettled === 0) return;
    const { binExpected } = this.tally;
    for (let deployment = 0; deployment < this.deployments; deployment++) {
      const at = this.bin * this.deployments + deployment;
      const promised = this.picksSinceSettled * Math.round((this.shares[deployment] ?? 0) * shareUnit);
      binExpected[at] = (binExpected[at] ?? 0) + promised;
    }
    this.picksSinceSettled = 0;
  }
}
