import type { Outcome } from "../../src/traffic/outcome.ts";

/** What became of one request, as far as it does not depend on how fast a machine is. */
export interface Fact {
  /** In the order of arrival, from 0. */
  readonly request: number;
  /** Null when nobody was picked. */
  readonly deployment: string | null;
  /** "r-1" is the first of its deployment; null when nobody was picked, and when no answer ever told. */
  readonly replica: string | null;
  readonly outcome: Outcome;
  /** Of the answer; null without one. */
  readonly tokens: { readonly prompt: number; readonly output: number; readonly characters: number } | null;
}

/** Milliseconds from a request until its whole answer, and until the first of it where that is told; null without one. */
export interface Times {
  readonly wholeMs: number | null;
  readonly firstMs: number | null;
}

/** The share of every deployment in the routing of one phase; null where nobody was routed. */
export interface PhaseSplit {
  readonly name: string;
  readonly shares: Readonly<Record<string, number>> | null;
}

/** One play of a scenario, in whichever world. Lists are in the order of the requests, and of the phases. */
export interface Play {
  readonly facts: readonly Fact[];
  readonly times: readonly Times[];
  readonly splits: readonly PhaseSplit[];
}
