import type { RandomSource } from "../engine/randomSource.ts";
import type { ArrivalProcess } from "./arrivalProcess.ts";
import { constantArrivals } from "./constantArrivals.ts";
import { poissonArrivals } from "./poissonArrivals.ts";
import type { RequestSource } from "./requestSource.ts";
import { stagedArrivals } from "./stagedArrivals.ts";
import { TokenCount } from "./tokenCount.ts";
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
 * The requests that a declared traffic plans before `endMs`, one replication of them. Sizes are drawn once a request in
 * order of arrival: the ith request that takes its size from the law has the ith size of the stream, whatever the
 * arrivals do.
 *
 * @param endMs arrivals are strictly before it
 * @throws RangeError when a law's parameters are out of range, or a trace that loops does not span any time
 */
export function createRequestSource(spec: TrafficSpec, streams: TrafficStreams, endMs: number): TrafficSource {
  return new PlannedTraffic(spec, streams, endMs);
}

class PlannedTraffic implements TrafficSource {
  atMs: number = Number.NaN;
  promptTokens = 0;
  outputTokens = 1;
  private readonly streams: TrafficStreams;
  private readonly endMs: number;
  private readonly prompt: TokenCount;
  private readonly output: TokenCount;
  private process: ArrivalProcess;
  /** The process again where it is a trace, which has sizes of its own. */
  private trace: TraceReplay | undefined;
  /** Whether a size was drawn that no request has taken yet. */
  private hasSize = false;

  constructor(spec: TrafficSpec, streams: TrafficStreams, endMs: number) {
    this.streams = streams;
    this.endMs = endMs;
    this.prompt = new TokenCount(spec.prompt, 0);
    this.output = new TokenCount(spec.output, 1);
    this.process = this.start(spec.arrivals, 0);
    this.plan();
  }

  advance(): void {
    if (this.atMs === Number.POSITIVE_INFINITY) return;
    this.hasSize = false;
    this.plan();
  }

  changeArrivals(arrivals: ArrivalSpec, atMs: number): void {
    if (this.atMs < atMs) {
      throw new RangeError(
        `the request planned for ${this.atMs} ms must be taken before arrivals change at ${atMs} ms`,
      );
    }
    this.process = this.start(arrivals, atMs);
    this.plan();
  }

  private start(arrivals: ArrivalSpec, startMs: number): ArrivalProcess {
    this.trace = undefined;
    switch (arrivals.kind) {
      case "constant":
        return constantArrivals(arrivals.ratePerSecond, startMs);
      case "poisson":
        return poissonArrivals(arrivals.ratePerSecond, startMs, this.streams.arrivals);
      case "staged":
        return stagedArrivals(arrivals, startMs, this.streams.arrivals);
      case "trace":
        this.trace = new TraceReplay(arrivals, startMs);
        return this.trace;
    }
  }

  private plan(): void {
    const atMs = this.process.nextMs();
    this.atMs = atMs < this.endMs ? atMs : Number.POSITIVE_INFINITY;
    if (this.atMs === Number.POSITIVE_INFINITY) return;
    if (this.trace !== undefined) this.copySize(this.trace);
    else if (!this.hasSize) this.drawSize();
  }

  private drawSize(): void {
    this.promptTokens = this.prompt.draw(this.streams.sizes);
    this.outputTokens = this.output.draw(this.streams.sizes);
    this.hasSize = true;
  }

  private copySize({ rows, row }: TraceReplay): void {
    this.promptTokens = rows.promptTokens[row] ?? 0;
    this.outputTokens = rows.outputTokens[row] ?? 1;
    this.hasSize = false;
  }
}
