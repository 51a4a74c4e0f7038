import type { AskedStrategy } from "../routing/strategy.ts";

/** How to play a scenario; everything absent comes from the scenario itself. */
export interface RunOptions {
  readonly strategy?: AskedStrategy;
  /** 1 to 32 hexadecimal digits. */
  readonly seed?: string;
  /** Integer >= 1. */
  readonly replications?: number;
  /** Worker threads, integer >= 1; the result does not depend on it. Absent: as many as the machine has cores. */
  readonly workers?: number;
  /** Aborting it ends the run early with the replications that are finished (`partial` in the result). */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Told at once about things that also end in the result's notes, such as a worker that died. */
  readonly onNote?: (sentence: string) => void;
  /** The command that plays this run again, as the result will show it. */
  readonly replay: string;
}

export interface Progress {
  readonly replicationsFinished: number;
  readonly replicationsPlanned: number;
  /** Requests simulated so far. */
  readonly requests: number;
}
