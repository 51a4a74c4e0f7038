import type { View } from "./controlPlane.ts";
import { ending, endings } from "./ending.ts";
import type { Plan } from "./plan.ts";
import type { RequestPool } from "./requestPool.ts";
import { ServedBuffer } from "./servedBuffer.ts";
import { latencyNames, type Row, shareUnit, type Tally } from "./tally.ts";

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
  private bin = 0;
  private shares: readonly number[] = [];
  private row: Row | undefined;
  private rowPicks: Float64Array;
  /** Picks of the row that are in their bins already. */
  private readonly counted: Float64Array;
  /** Sessions of the scenario; 0: every request is one of its own, and nothing is gained by counting them. */
  private readonly sessions: number;
  /** Sessions that have been seen, by row; only rows of sticky picks have them. */
  private readonly seenIn: Map<Row, Uint8Array> = new Map();
  private seen: Uint8Array | undefined;
  /** By cell of the tally. */
  private readonly buffers: (ServedBuffer | undefined)[];

  constructor(plan: Plan, tally: Tally, pool: RequestPool) {
    this.plan = plan;
    this.tally = tally;
    this.pool = pool;
    this.deployments = plan.deployments.length;
    this.sessions = plan.scenario.traffic.sessions ?? 0;
    this.rowPicks = new Float64Array(this.deployments);
    this.counted = new Float64Array(this.deployments);
    this.buffers = new Array(plan.spans.length * this.deployments).fill(undefined);
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
  enterSplit({ units, shares, promise }: Pick<View, "units" | "shares" | "promise">): void {
    this.settleBin();
    this.shares = shares;
    const key = `${this.span}|${units.join(",")}|${promise}`;
    let row = this.tally.rows.get(key);
    if (row === undefined) {
      const [picks, sessions] = [new Float64Array(this.deployments), new Float64Array(this.deployments)];
      row = { span: this.span, units, promise, picks, sessions, stretches: 0 };
      this.tally.rows.set(key, row);
    }
    if (row !== this.row) row.stretches++;
    this.row = row;
    this.seen = this.sessions > 0 && promise === "sticky" ? this.sessionsSeenIn(row) : undefined;
    this.rowPicks = row.picks;
    this.counted.set(row.picks);
  }

  pick(deployment: number, request: number): void {
    this.rowPicks[deployment] = (this.rowPicks[deployment] ?? 0) + 1;
    if (this.seen !== undefined) this.countSession(this.seen, this.pool.session[request] ?? 0, deployment);
  }

  /** The pick went to a deployment that should have got none. */
  misdirected(deployment: number): void {
    const { misdirected } = this.tally;
    const at = this.span * this.deployments + deployment;
    misdirected[at] = (misdirected[at] ?? 0) + 1;
  }

  /** A request has its whole answer; its columns are still there. */
  served(request: number, nowMs: number): void {
    const { pool, tally } = this;
    const cell = (pool.span[request] ?? 0) * this.deployments + (pool.deployment[request] ?? 0);
    tally.promptTokens[cell] = (tally.promptTokens[cell] ?? 0) + (pool.promptTokens[request] ?? 0);
    tally.outputTokens[cell] = (tally.outputTokens[cell] ?? 0) + (pool.outputTokens[request] ?? 0);
    const buffer = this.buffers[cell] ?? this.newBuffer(cell);
    buffer.add(pool, request, nowMs);
  }

  /** A request has ended without an answer, in this way; its columns are still there. */
  lost(request: number, how: number, nowMs: number): void {
    const { pool, tally } = this;
    const span = pool.span[request] ?? 0;
    const deployment = pool.deployment[request] ?? -1;
    const row = deployment < 0 ? this.deployments : deployment;
    const at = (span * (this.deployments + 1) + row) * endings.length + how;
    tally.endings[at] = (tally.endings[at] ?? 0) + 1;
    const first = span * endings.length + how;
    tally.firstMs[first] = Math.min(tally.firstMs[first] ?? nowMs, nowMs);
  }

  /** The run is over: rows without a pick go. */
  close(): void {
    this.settleBin();
    for (const buffer of this.buffers) buffer?.flush();
    this.countServed();
    const { rows } = this.tally;
    for (const [key, row] of rows) if (row.picks.every((picks) => picks === 0)) rows.delete(key);
  }

  /** Puts the picks since the bin, or the split, last changed into their bin, beside what the split promised. */
  private settleBin(): void {
    const { rowPicks, counted, shares } = this;
    const { binPicks, binExpected } = this.tally;
    let sum = 0;
    for (let j = 0; j < this.deployments; j++) {
      const at = this.bin * this.deployments + j;
      const picks = (rowPicks[j] ?? 0) - (counted[j] ?? 0);
      binPicks[at] = (binPicks[at] ?? 0) + picks;
      sum += picks;
    }
    for (let j = 0; j < this.deployments; j++) {
      const at = this.bin * this.deployments + j;
      binExpected[at] = (binExpected[at] ?? 0) + sum * Math.round((shares[j] ?? 0) * shareUnit);
    }
    counted.set(rowPicks);
  }

  private sessionsSeenIn(row: Row): Uint8Array {
    const seen = this.seenIn.get(row) ?? new Uint8Array(this.sessions);
    this.seenIn.set(row, seen);
    return seen;
  }

  /** A session counts once a row: its later requests go where the first one went. */
  private countSession(seen: Uint8Array, session: number, deployment: number): void {
    const counts = this.row?.sessions;
    if (seen[session] === 1 || counts === undefined) return;
    seen[session] = 1;
    counts[deployment] = (counts[deployment] ?? 0) + 1;
  }

  private newBuffer(cell: number): ServedBuffer {
    const batches = this.plan.scenario.fleet[cell % this.deployments]?.replica.kind === "batching";
    const buffer = new ServedBuffer(this.tally, cell, batches);
    this.buffers[cell] = buffer;
    return buffer;
  }

  /** Those served are known by their response times. */
  private countServed(): void {
    const { endings: counts, latencies } = this.tally;
    for (let span = 0; span < this.plan.spans.length; span++) {
      for (let deployment = 0; deployment < this.deployments; deployment++) {
        const response = latencies[(span * this.deployments + deployment) * latencyNames.length + 2];
        counts[(span * (this.deployments + 1) + deployment) * endings.length + ending.served] = response?.count ?? 0;
      }
    }
  }
}
