import type { RequestCount } from "../../gateway/door/doorMetrics.ts";
import type { TrafficReading } from "./trafficMeter.ts";
import type { Welcome } from "./welcomeText.ts";

/** Tells whoever started a server what becomes of it. */
export interface ServeVoice {
  /** How often it wants to be told of the traffic, milliseconds. */
  readonly everyMs: number;
  began(welcome: Welcome): void;
  traffic(reading: TrafficReading): void;
  /** Something went wrong on our side; the server goes on. */
  fault(sentence: string): void;
  draining(inFlight: number, graceMs: number): void;
  ended(totals: Totals): void;
}

/** What a server has done in its life. */
export interface Totals {
  readonly lifeMs: number;
  readonly counts: readonly RequestCount[];
  /** Answers that had not ended when the grace was over: they were cut. */
  readonly cut: number;
}
