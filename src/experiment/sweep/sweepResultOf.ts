import { formatPath } from "../../scenario/json/formatPath.ts";
import { unitOf } from "../comparison/measuredPhase.ts";
import type { CellValues } from "./cellValues.ts";
import { valueText } from "./pointInWords.ts";
import { summariseMeasure } from "./summariseSweep.ts";
import type { SweepPlan } from "./sweepPlan.ts";
import type { CellResult, SweepResult, SweptParameter } from "./sweepResult.ts";

/** What a sweep is called, and how it is made again. */
export interface SweepTitle {
  readonly name: string;
  readonly replay: string;
}

/** The result of the cells that are known, in the order of the study whatever the order they were played in. */
export function sweepResultOf(
  plan: SweepPlan,
  known: ReadonlyMap<string, CellValues>,
  { name, replay }: SweepTitle,
): SweepResult {
  const { study, cells, points, seeds } = plan;
  const parameters = study.parameters.map(
    (parameter, which): SweptParameter => ({
      name: parameter.name,
      paths: parameter.paths.map(formatPath),
      numeric: points.every(({ values }) => values[which] === null || typeof values[which] === "number"),
    }),
  );
  const results = cells.flatMap((cell): readonly CellResult[] => {
    const found = known.get(cell.key);
    if (found === undefined) return [];
    const values = points[cell.point]?.values ?? [];
    const { key, strategyName, seed } = cell;
    return [
      {
        cell: key,
        parameters: parameters.map(({ numeric }, which) => columnValue(values[which], numeric)),
        strategy: strategyName,
        seed,
        requests: found.requests,
        values: found.values,
      },
    ];
  });
  const measures = points[0]?.measures ?? [];
  const strategies = [...new Set(cells.map(({ strategyName }) => strategyName))];
  const axes = { parameters: parameters.map((each) => each.name), strategies };
  return {
    format: "shuntyard-sweep",
    version: 1,
    study: { name, description: study.description },
    seed: study.seed,
    replications: study.replications,
    cells: { planned: cells.length, finished: results.length },
    partial: results.length < cells.length,
    replay,
    ...{ parameters, strategies, seeds },
    measures: measures.map((each) => ({ measure: each.measure, phase: each.phase, unit: unitOf(each) })),
    results,
    summaries: measures.map((_, which) => summariseMeasure(results, which, axes)),
  };
}

/** A column holds numbers or texts, not both. */
function columnValue(value: unknown, numeric: boolean): number | string | null {
  if (value === null || value === undefined) return null;
  return numeric && typeof value === "number" ? value : valueText(value);
}
