import type { Strategy } from "../../routing/strategy.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Study } from "../../scenario/study/study.ts";
import type { MeasuredPhase } from "../comparison/measuredPhase.ts";
import type { PointValues } from "./cellPoints.ts";

/** A study with everything found out that can be known before a cell is played. */
export interface SweepPlan {
  readonly study: Study;
  /** In the order of the design. */
  readonly points: readonly SweepPoint[];
  /** Point by point, in it strategy by strategy, and under that seed by seed. */
  readonly cells: readonly SweepCell[];
  readonly seeds: readonly string[];
  /** SHA-256 of what all cells share: the scenario as it is written, before any value is put in. */
  readonly scenarioHash: string;
}

export interface SweepPoint {
  readonly values: PointValues;
  readonly scenario: Scenario;
  /** The same measures and phases at every point; the windows of the phases may differ. */
  readonly measures: readonly MeasuredPhase[];
  /** Mean number of requests of one replication. */
  readonly requests: number;
}

export interface SweepCell {
  /** Two cells of the same key come out the same. */
  readonly key: string;
  /** Number of its point. */
  readonly point: number;
  /** In place of the scenario's own. */
  readonly strategy: Strategy | undefined;
  /** The strategy in words, as results name it. */
  readonly strategyName: string;
  readonly seed: string;
}
