import type { PhaseResult, RunResult } from "../experiment/result.ts";
import { changeMarks } from "./changeMarks.ts";
import { formatTime } from "./formatTime.ts";

export interface LabelledPhase {
  /** "B 5m – 12m": the letter of the changes that begin it and its window. */
  readonly label: string;
  readonly phase: PhaseResult;
}

/** The phases of a run, and after several of them the whole run. */
export function labelledPhases(result: RunResult): readonly LabelledPhase[] {
  const marks = changeMarks(result.changes);
  const phases = result.phases.map((phase) => ({ label: label(phase, marks.get(phase.fromMs)), phase }));
  return phases.length === 1 ? phases : [...phases, { label: "whole run", phase: result.total }];
}

function label(phase: PhaseResult, mark: string | undefined): string {
  return `${mark ?? "·"} ${formatTime(phase.fromMs)} – ${formatTime(phase.toMs)}`;
}
