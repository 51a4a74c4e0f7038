import type { Expectation } from "../../check/expectation.ts";
import type { LogFormat } from "../../check/log/logFormat.ts";
import type { CheckReport } from "../../check/report.ts";
import type { Attribution } from "../../live/attribution.ts";
import type { SelectorDeployment } from "../../routing/selectorModule.ts";
import type { StrategyName } from "../../routing/strategy.ts";
import type { ReportTarget } from "../reportTarget.ts";

/** What `check` is to do, checked. */
export interface CheckRequest {
  readonly expectation: Expectation;
  readonly source: SourceRequest;
  /** Only say what the check takes and what it would catch. */
  readonly planOnly: boolean;
  readonly targets: readonly ReportTarget<CheckReport>[];
  readonly failCode: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean | undefined;
  /** Command that does the very same check again. */
  readonly replay: string;
  /** Things that the reader of the report must know. Sentences. */
  readonly notes: readonly string[];
}

export type SourceRequest = SelectorSource | CountsSource | LogSource | EndpointSource;

/** Picks made here, by one of our strategies or by a module. */
export interface SelectorSource {
  readonly kind: "selector";
  readonly what:
    | { readonly kind: "strategy"; readonly strategy: StrategyName }
    | { readonly kind: "module"; readonly path: string };
  readonly deployments: readonly SelectorDeployment[];
  /** Picks to make, all selectors together. */
  readonly requests: number;
  readonly instances: number;
  readonly seed: string;
  readonly workers: number | undefined;
}

export interface CountsSource {
  readonly kind: "counts";
  readonly counts: readonly { readonly name: string; readonly value: number }[];
}

export interface LogSource {
  readonly kind: "log";
  /** "-" is standard input. */
  readonly path: string;
  readonly format: LogFormat;
  /** Absent: times do not matter. */
  readonly timing?: { readonly startMs: number | "first"; readonly windowMs?: number };
}

export interface EndpointSource {
  readonly kind: "endpoint";
  readonly target: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly attribution: Attribution;
  /** At most. */
  readonly requests: number;
  readonly ratePerSecond: number;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly connectionReuse: boolean;
}
