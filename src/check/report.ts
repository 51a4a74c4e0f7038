import type { JudgedClaim, Verdict } from "../experiment/result.ts";
import type { OrderPromise } from "./expectation.ts";

/** Where picks come from. */
export type SourceKind = "selector" | "module" | "counts" | "log" | "endpoint";

/**
 * What a check leaves behind: plain data, the whole input of every report and the JSON that `--json` prints. For picks
 * that come from a selector or a module it is the same bytes for the same seed on any number of workers.
 */
export interface CheckReport {
  readonly format: "shuntyard-check";
  /** Raised when a field changes its meaning or goes away. */
  readonly version: 1;
  readonly source: SourceKind;
  /** What was checked, in words: "weighted-random over a 3, b 2". */
  readonly subject: string;
  readonly order: OrderPromise;
  /** Of selectors and modules; null for picks that were made elsewhere. */
  readonly seed: string | null;
  /** Command that does the very same check again. */
  readonly replay: string;
  readonly verdict: Verdict;
  /** The check was interrupted; the requests up to then are judged. */
  readonly partial: boolean;
  /** Requests that were attributed to a promised deployment, and so are judged. */
  readonly requests: number;
  /** Selectors that made the picks, each a sequence of its own; 1 where there is one sequence. */
  readonly instances: number;
  /** Largest probability of failing a right router, all claims together. */
  readonly falseAlarmRate: number;
  /** Largest probability of passing a split that is off by the margin. */
  readonly missRate: number;
  /** One row a promised deployment, over all phases. */
  readonly deployments: readonly DeploymentShare[];
  /** In the order of time; one for a promise that does not change. */
  readonly phases: readonly CheckedPhase[];
  /** Total variation distance between observed and promised split beside what chance alone gives; null without picks. */
  readonly distance: { readonly observed: number; readonly expected: number; readonly picks: number } | null;
  /** What the order of the picks looks like; null where it is not known (counts) or there are too few picks. */
  readonly sequence: SequenceFacts | null;
  /** Deployments that nobody promised, most requests first. */
  readonly strangers: readonly NamedCount[];
  /** Reasons why requests could not be attributed, most requests first. */
  readonly unattributed: readonly NamedCount[];
  readonly claims: readonly CheckClaim[];
  /** Things a reader must know. Sentences. */
  readonly notes: readonly string[];
}

export interface DeploymentShare {
  readonly name: string;
  readonly picks: number;
  /** Mean of the promised share over the picks; null without picks. */
  readonly expected: number | null;
  readonly observed: number | null;
  /** Clopper-Pearson interval of the observed share at 99.9 % for all deployments together. */
  readonly interval: readonly [number, number] | null;
}

export interface CheckedPhase {
  readonly name: string;
  /** Milliseconds since the beginning; null for a promise without beginning or end. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly picks: number;
  /** One number a deployment. */
  readonly counts: readonly number[];
  readonly shares: readonly number[];
  /** Smallest departure of any share that these picks would have caught; null when none. */
  readonly detectableShift: number | null;
  /** Picks that are still missing to tell a split that is off by the margin. */
  readonly picksMissing: number;
  /** Windows of time within it, where the check was asked for them. */
  readonly windows: readonly {
    readonly fromMs: number;
    readonly counts: readonly number[];
    /** Total variation distance from the promise, and what chance alone gives. */
    readonly distance: number;
    readonly expectedDistance: number;
  }[];
}

export interface SequenceFacts {
  /** Variance of the counts in windows of so many picks over what chance has; null before the first full window. */
  readonly scatter: { readonly ratio: number; readonly window: number } | null;
  /** log10 of the e-value against independent draws. */
  readonly log10E: number | null;
  /**
   * `drifting`: the split changes on the way, and that is all. `unclear`: nothing speaks against independent draws, but a rota could not have been told from them yet.
   */
  readonly looks: "independent" | "drifting" | "too-regular" | "clumped" | "patterned" | "copied" | "unclear";
}

export interface NamedCount {
  readonly name: string;
  readonly count: number;
  /** The first one in words: "line 17". */
  readonly first: string;
}

export interface CheckClaim extends JudgedClaim {
  readonly kind: "source" | "answers" | "destinations" | "attribution" | "split" | "order";
}
