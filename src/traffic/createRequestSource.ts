import type { RandomSource } from "../engine/randomSource.ts";
import type { ArrivalProcess } from "./arrivalProcess.ts";
import { constantArrivals } from "./constantArrivals.ts";
import { poissonArrivals } from "./poissonArrivals.ts";
import { DrawnSizes, type RequestSizes, TraceSizes } from "./requestSizes.ts";
import type { RequestSource } from "./requestSource.ts";
import { stagedArrivals } from "./stagedArrivals.ts";
import { TraceReplay } from "./traceReplay.ts";
import type { ArrivalSpec, TrafficSpec } from "./trafficSpec.ts";

/** Requests whose arrival process can be replaced on the way. */
export interface TrafficSource extends RequestSource {
  /**
   * Ends the arrivals at an instant and starts others there; a Poisson process starts afresh, stages and traces from
   * their beginning.
   *
   * @throws RangeError when a request planned before that instant has not been taken yet
   */
  changeArrivals(arrivals: ArrivalSpec, atMs: number): void;
}

export interface TrafficStreams {
  readonly arrivals: RandomSource;
  readonly sizes: RandomSource;
}

/**
 * The requests that a declared traffic plans before `endMs`, one replication of them. Sizes are drawn once a request: the
 * ith request that takes its size from the laws has the ith size of the stream, whatever the arrivals do.
 *
 * @param endMs arrivals are strictly before it
 * @throws RangeError when a law's parameters are out of range, or a trace that loops does not span any time
 */
export function createRequestSource(spec: TrafficSpec, streams: TrafficStreams, endMs: number): TrafficSource {
  return new PlannedTraffic(spec, streams, endMs);
}

/** Arrivals that are drawn ahead. */
const blockLength = 128;

class PlannedTraffic implements TrafficSource {
  atMs: number = Number.NaN;
  promptTokens = 0;
  outputTokens = 1;
  private readonly random: RandomSource;
  private readonly endMs: number;
  private readonly drawnSizes: DrawnSizes;
  private process: ArrivalProcess;
  private sizes: RequestSizes;
  private readonly block: Float64Array = new Float64Array(blockLength);
  private taken: number = blockLength;

  constructor(spec: TrafficSpec, streams: TrafficStreams, endMs: number) {
    this.random = streams.arrivals;
    this.endMs = endMs;
    this.drawnSizes = new DrawnSizes(spec.prompt, spec.output, streams.sizes);
    this.process = startArrivals(spec.arrivals, 0, this.random);
    this.sizes = this.sizesFor(spec.arrivals);
    this.plan();
  }

  advance(): void {
    if (this.atMs === Number.POSITIVE_INFINITY) return;
    this.sizes.advance();
    this.plan();
  }

  changeArrivals(arrivals: ArrivalSpec, atMs: number): void {
    if (this.atMs < atMs) {
      throw new RangeError(
        `the request planned for ${this.atMs} ms must be taken before arrivals change at ${atMs} ms`,
      );
    }
    this.process = startArrivals(arrivals, atMs, this.random);
    this.sizes = this.sizesFor(arrivals);
    this.taken = blockLength;
    this.plan();
  }

  /** Drawn sizes go on where they were: the size of a request that a change called off is the next one's. */
  private sizesFor(arrivals: ArrivalSpec): RequestSizes {
    return arrivals.kind === "trace" ? new TraceSizes(arrivals.rows) : this.drawnSizes;
  }

  private plan(): void {
    if (this.taken === blockLength) {
      this.process.fill(this.block);
      this.taken = 0;
    }
    const atMs = this.block[this.taken++] ?? 0;
    this.atMs = atMs < this.endMs ? atMs : Number.POSITIVE_INFINITY;
    this.promptTokens = this.sizes.promptTokens;
    this.outputTokens = this.sizes.outputTokens;
  }
}

function startArrivals(spec: ArrivalSpec, startMs: number, random: RandomSource): ArrivalProcess {
  switch (spec.kind) {
    case "constant":
      return constantArrivals(spec.ratePerSecond, startMs);
    case "poisson":
      return poissonArrivals(spec.ratePerSecond, startMs, random);
    case "staged":
      return stagedArrivals(spec, startMs, random);
    case "trace":
      return new TraceReplay(spec, startMs);
  }
}
