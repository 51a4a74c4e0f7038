import type { ArrivalProcess } from "./arrivalProcess.ts";
import type { ArrivalSpec, TraceRows } from "./trafficSpec.ts";

export type TraceSpec = Extract<ArrivalSpec, { readonly kind: "trace" }>;

/**
 * Plays the rows of a trace: row i of lap l at startMs + (l·period + at_i) / rateScale, where the period is the last
 * row's time and one mean gap more. Without `loop` there is one lap.
 *
 * @throws RangeError when the trace loops and its rows do not span any time
 */
export class TraceReplay implements ArrivalProcess {
  private readonly rows: TraceRows;
  private readonly rateScale: number;
  private readonly startMs: number;
  /** Infinity where the trace does not loop. */
  private readonly periodMs: number;
  private row = 0;
  private lap = 0;

  constructor({ rows, rateScale, loop }: TraceSpec, startMs: number) {
    this.rows = rows;
    this.rateScale = rateScale;
    this.startMs = startMs;
    this.periodMs = loop ? tracePeriodMs(rows) : Number.POSITIVE_INFINITY;
    if (this.periodMs === 0) throw new RangeError("a trace that loops needs two rows at different times");
  }

  fill(into: Float64Array): void {
    for (let i = 0; i < into.length; i++) into[i] = this.nextMs();
  }

  /** The next arrival alone. */
  nextMs(): number {
    const { atMs } = this.rows;
    if (this.row === atMs.length) {
      if (this.periodMs === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
      this.row = 0;
      this.lap++;
    }
    const lapMs = this.lap === 0 ? 0 : this.lap * this.periodMs;
    return this.startMs + (lapMs + (atMs[this.row++] ?? 0)) / this.rateScale;
  }
}

/** From the start of a lap to the start of the next, at the trace's own speed; 0 when its rows do not span any time. */
export function tracePeriodMs({ atMs }: TraceRows): number {
  const lastMs = atMs[atMs.length - 1] ?? 0;
  return lastMs === 0 ? 0 : lastMs + lastMs / (atMs.length - 1);
}
