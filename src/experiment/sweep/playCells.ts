import type { Strategy } from "../../routing/strategy.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { MeasuredPhase } from "../comparison/measuredPhase.ts";
import { metricValue } from "../metricValue.ts";
import { makePlan } from "../plan.ts";
import { playPooled } from "../playBlock.ts";
import type { CellValues } from "./cellValues.ts";
import { underStrategy } from "./underStrategy.ts";

/** Some cells to be played one after the other. Cells of one point share its scenario, which crosses threads once. */
export interface CellTask {
  readonly cells: readonly CellToPlay[];
  readonly replications: number;
}

export interface CellToPlay {
  readonly key: string;
  /** As people are told: "cell 12 (load=40/s, even-load, seed 7f3a)". */
  readonly name: string;
  readonly point: { readonly scenario: Scenario; readonly measures: readonly MeasuredPhase[] };
  readonly strategy: Strategy | undefined;
  readonly seed: string;
}

export interface PlayedCells {
  /** Those before the failure, if there was one. */
  readonly cells: readonly CellValues[];
  /** Why a cell cannot be played, with its name. */
  readonly failure: string | undefined;
}

/** Plays cells until one fails. The replications of a cell are pooled before anything is measured. */
export async function playCells({ cells, replications }: CellTask): Promise<PlayedCells> {
  const played: CellValues[] = [];
  for (const cell of cells) {
    try {
      played.push(await playCell(cell, replications));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { cells: played, failure: `${cell.name} cannot be played: ${reason}` };
    }
  }
  return { cells: played, failure: undefined };
}

async function playCell({ key, point, strategy, seed }: CellToPlay, replications: number): Promise<CellValues> {
  const plan = makePlan(underStrategy(point.scenario, strategy));
  const tally = await playPooled(plan, { seed, strategy: undefined }, { from: 0, to: replications });
  return { key, requests: tally.requests, values: point.measures.map((measure) => metricValue(plan, tally, measure)) };
}
