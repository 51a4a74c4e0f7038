import { defaultStrategy, type Strategy } from "../../routing/strategy.ts";
import type { Mistake } from "../../scenario/mistake.ts";
import { strategyInWords } from "../../scenario/strategyInWords.ts";
import type { Study } from "../../scenario/study/study.ts";
import { mostCells } from "../../scenario/study/studyFields.ts";
import type { MeasuredPhase } from "../comparison/measuredPhase.ts";
import { cellKey, writtenHash } from "./cellKey.ts";
import { cellPoints, countPoints } from "./cellPoints.ts";
import { cellSeeds } from "./cellSeeds.ts";
import { PointReader, type ReadPoint } from "./pointReader.ts";
import { StudyMistakes } from "./studyMistakes.ts";
import type { SweepCell, SweepPlan } from "./sweepPlan.ts";

export type SweepPlanning =
  | { readonly kind: "plan"; readonly plan: SweepPlan }
  /** At least one, each with the parameter or the cell that it is about. */
  | { readonly kind: "mistakes"; readonly mistakes: readonly Mistake[] };

/** Rows of results that a sweep may write: cells times measures times phases. */
const mostRows = 2_000_000;

/**
 * Finds the cells of a study and reads the scenario of every point, so that no mistake comes up when half of the cells are
 * played.
 *
 * @param build what is counted with, as in `CellFacts`
 * @param onPoint told after every point how many are read
 */
export function planSweep(study: Study, build: string, onPoint: (read: number) => void = () => {}): SweepPlanning {
  const mistakes = new StudyMistakes(study);
  const strategies: readonly (Strategy | undefined)[] = study.strategies ?? [undefined];
  const seeds = typeof study.seeds === "number" ? study.seeds : study.seeds.length;
  const count = countPoints(study) * strategies.length * seeds;
  if (count > mostCells) {
    mistakes.add([], `too many cells: at most ${mostCells} are played, got ${sum(study, strategies.length, seeds)}`);
    return { kind: "mistakes", mistakes: mistakes.list };
  }
  const reader = new PointReader(study, mistakes);
  const points: ReadPoint[] = [];
  for (const [index, values] of cellPoints(study).entries()) {
    const point = reader.read(values, 1 + index * strategies.length * seeds);
    if (mistakes.isFull) break;
    if (point !== undefined) points.push(point);
    onPoint(index + 1);
  }
  const rows = count * (points[0]?.measures.length ?? 0);
  if (rows > mostRows) {
    mistakes.add(["measures"], `too many results: at most ${mostRows} rows are written, got ${rows}; measure less`);
  }
  if (mistakes.list.length > 0) return { kind: "mistakes", mistakes: mistakes.list };
  const cells = cellsOf(study, { points, strategies, build });
  const scenarioHash = writtenHash(study.scenario.fields);
  return { kind: "plan", plan: { study, points, cells, seeds: cellSeeds(study), scenarioHash } };
}

function sum(study: Study, strategies: number, seeds: number): string {
  const points = countPoints(study);
  return `${points} points x ${strategies} strategies x ${seeds} seeds = ${points * strategies * seeds}`;
}

interface CellSetting {
  readonly points: readonly ReadPoint[];
  readonly strategies: readonly (Strategy | undefined)[];
  readonly build: string;
}

function cellsOf(study: Study, { points, strategies, build }: CellSetting): readonly SweepCell[] {
  const seeds = cellSeeds(study);
  const { replications } = study;
  return points.flatMap(({ scenario, hash, traces, measures }, point) => {
    const own = strategyInWords(scenario.router.strategy ?? defaultStrategy);
    const measured = measures.map(columnName);
    return strategies.flatMap((strategy) =>
      seeds.map((seed): SweepCell => {
        const facts = { build, scenario: hash, traces, strategy: strategy ?? null, seed, replications, measured };
        const strategyName = strategy === undefined ? own : strategyInWords(strategy);
        return { key: cellKey(facts), point, strategy, strategyName, seed };
      }),
    );
  });
}

function columnName({ measure, phase }: MeasuredPhase): string {
  return `${measure} in ${phase}`;
}
