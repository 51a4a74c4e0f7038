/**
 * What a run leaves behind: plain data, the whole input of every report and the JSON that `--json` prints.
 * It holds no wall-clock time and no number of workers: the same scenario and seed give the same bytes anywhere.
 */
export interface RunResult {
  readonly format: "shuntyard-result";
  /** Raised when a field changes its meaning or goes away. */
  readonly version: 1;
  readonly scenario: ScenarioFacts;
  /** Name of the strategy, or the file of a module. */
  readonly strategy: string;
  readonly seed: string;
  readonly replications: { readonly planned: number; readonly finished: number };
  /** The run was interrupted: `replications.finished` of them are in the numbers. */
  readonly partial: boolean;
  /** Command that plays the very same run again. */
  readonly replay: string;
  /** The worst of the checks; `pass` when there are none. */
  readonly verdict: Verdict;
  /** The checks that failed are exactly the scenario's `mustFail`. */
  readonly asIntended: boolean;
  readonly deployments: readonly string[];
  readonly changes: readonly ChangeResult[];
  readonly phases: readonly PhaseResult[];
  /** The whole run as one phase. */
  readonly total: PhaseResult;
  readonly series: Series;
  /** In the order of the scenario. */
  readonly checks: readonly CheckResult[];
  /** Things a reader must know: refused changes, a replication that ran again, limits met. Sentences. */
  readonly notes: readonly string[];
}

export interface ScenarioFacts {
  readonly name: string;
  readonly description: string;
  readonly durationMs: number;
  readonly router: string;
  readonly mustFail: readonly string[];
}

/** Worst first: error, fail, inconclusive, pass. */
export type Verdict = "pass" | "fail" | "inconclusive" | "error";

export interface ChangeResult {
  readonly id: string;
  readonly atMs: number;
  /** The change in words: "scale new-deployment to 4". */
  readonly label: string;
  /** Absent for a change that does not touch the split. Times are after the change, over the replications. */
  readonly convergence?: {
    /** First decision taken with a routing table made after the change. */
    readonly firstDecisionMs: Spread;
    /** Last decision taken with a routing table older than the change; 0 when none was. */
    readonly lastOldDecisionMs: Spread;
    /** From the change until the table agrees with the desired replicas within the margin, for good. */
    readonly settledMs: Spread;
    /** Replications in which it did not settle before the next change of the split, or before the end. */
    readonly unsettled: number;
  };
}

/** Smallest, middle and largest over the replications; null where no replication has a value. */
export type Spread = { readonly min: number; readonly median: number; readonly max: number } | null;

export interface PhaseResult {
  /** "start", or the ids of the changes that begin it, joined by " + "; "total" for the whole run. */
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly requests: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly outcomes: Outcomes;
  /** One row a deployment that exists in the scenario, in its order. */
  readonly deployments: readonly DeploymentResult[];
  /** Total variation distance between observed and expected split, beside what chance alone gives at this n; null without picks. */
  readonly distance: { readonly observed: number; readonly expected: number; readonly picks: number } | null;
  /** Latencies over all deployments. */
  readonly latency: Latencies;
}

export interface DeploymentResult {
  readonly name: string;
  /** Requests whose (last) attempt this deployment took. */
  readonly requests: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** First picks by the router: the numbers of the split. */
  readonly picks: number;
  /** Mean of the share that the routing table in force gave it, over the phase's decisions; null without decisions. */
  readonly expectedShare: number | null;
  readonly observedShare: number | null;
  /** Clopper-Pearson interval of the observed share at 99.9 % for all deployments of the phase together. */
  readonly interval: readonly [number, number] | null;
  /** Smallest true departure from the expected share that a check at the default error rates would catch with these picks; null when none. */
  readonly detectableShift: number | null;
  readonly outcomes: Outcomes;
  readonly latency: Latencies;
}

/** Counts of requests by outcome; `unroutable` has no deployment. */
export interface Outcomes {
  readonly served: number;
  readonly rejected: number;
  readonly timedOut: number;
  readonly failed: number;
  readonly unroutable: number;
}

/** Of served requests, in milliseconds; from the planned arrival where that matters. Null where nothing was recorded. */
export interface Latencies {
  readonly waiting: Quantiles | null;
  readonly service: Quantiles | null;
  readonly response: Quantiles | null;
  /** Only of replicas that model tokens. */
  readonly ttft: Quantiles | null;
}

export interface Quantiles {
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Shares over time, for the chart: `binMs` wide, over all replications. */
export interface Series {
  readonly binMs: number;
  readonly deployments: readonly {
    readonly name: string;
    /** Null where the bin has no pick. */
    readonly observed: readonly (number | null)[];
    readonly expected: readonly (number | null)[];
  }[];
}

export interface CheckResult extends JudgedClaim {
  readonly kind: "conforms" | "split" | "converges" | "no-loss" | "threshold" | "headroom";
}

/** A claim with the judge's word on it. */
export interface JudgedClaim {
  readonly id: string;
  readonly verdict: Verdict;
  /** The claim in words: "80 % / 20 % within 1 pp from 10m to 12m". */
  readonly claim: string;
  /** One sentence for the person at 3 a.m.: what was found, where, and what to do when it is not a pass. */
  readonly finding: string;
  /** The numbers behind it; absent where the claim is not statistical. */
  readonly evidence?: Evidence;
}

export interface Evidence {
  /** Picks judged. */
  readonly n: number;
  /** Rows where the claim is about shares. */
  readonly shares: readonly {
    readonly deployment: string;
    readonly picks: number;
    readonly expected: number;
    readonly observed: number | null;
    readonly interval: readonly [number, number] | null;
  }[];
  readonly margin: number | null;
  /** Largest probability of failing a right router. */
  readonly falseAlarmRate: number | null;
  /** Smallest departure of any share that this run would have caught with probability 1 - miss; null when none. */
  readonly detectableShift: number | null;
  /** log10 of the smallest p-value after correction; 0 means nothing unusual. */
  readonly log10P: number | null;
  /** log10 of the e-value; rejects at -log10(false-alarm rate). */
  readonly log10E: number | null;
  /** More picks that an inconclusive check would need; null otherwise. */
  readonly picksMissing: number | null;
}
