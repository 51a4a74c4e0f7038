import { readStudy } from "../../src/cli/sweep/readStudy.ts";
import type { MeasuredPhase } from "../../src/experiment/comparison/measuredPhase.ts";
import { playCells } from "../../src/experiment/sweep/playCells.ts";
import type { SweepPlan } from "../../src/experiment/sweep/sweepPlan.ts";
import type { Strategy } from "../../src/routing/strategy.ts";
import { strategyInWords } from "../../src/scenario/strategyInWords.ts";
import { inRepository } from "../house/repository.ts";

/** Which of the samples of a study: the first point, measure and phase unless said otherwise. */
export interface Sampled {
  readonly strategy: Strategy;
  /** Number of the point, from 0. */
  readonly point?: number;
  readonly measure?: string;
  readonly phase?: string;
}

export interface PlayedStudy {
  readonly plan: SweepPlan;
  /** One value a seed, in the same order for every strategy: each seed brings the same chance to all of them. */
  readonly sample: (which: Sampled) => readonly number[];
  readonly measured: (which: Omit<Sampled, "strategy">) => MeasuredPhase;
}

/** Plays every cell of a study of `scenarios/studies`, as `shuntyard sweep` does, in this thread. */
export async function playStudy(name: string): Promise<PlayedStudy> {
  const reading = readStudy(inRepository(`scenarios/studies/${name}.json`), () => {});
  if (reading.kind === "mistakes") return refuse(reading.lines.join("\n"));
  const { plan } = reading;
  const { replications } = plan.study;
  const cells = plan.cells.map((cell) => ({ ...cell, name, point: plan.points[cell.point] ?? refuse("no point") }));
  const { cells: values, failure } = await playCells({ cells, replications });
  if (failure !== undefined) refuse(failure);

  const measured: PlayedStudy["measured"] = ({ point = 0, measure, phase }) =>
    plan.points[point]?.measures.find(
      (each) => (measure ?? each.measure) === each.measure && (phase ?? each.phase) === each.phase,
    ) ?? refuse(`${name} has no ${measure} in ${phase} at point ${point}`);
  return {
    plan,
    measured,
    sample: ({ strategy, point = 0, ...which }) => {
      const column = plan.points[point]?.measures.indexOf(measured({ point, ...which })) ?? -1;
      const title = strategyInWords(strategy);
      const sample = values.filter((_, i) => plan.cells[i]?.point === point && plan.cells[i]?.strategyName === title);
      if (sample.length === 0) return refuse(`${name} has no ${title}`);
      return sample.map((cell) => cell.values[column] ?? refuse(`${name}: nothing was measured under ${title}`));
    },
  };
}

/** The values that a parameter takes, by its number. */
export function valuesOf({ study }: SweepPlan, parameter: number): readonly unknown[] {
  const values = study.parameters[parameter]?.values;
  return values?.kind === "list" ? values.list : refuse(`parameter ${parameter} has no list`);
}

function refuse(reason: string): never {
  throw new Error(reason);
}
