import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { planSweep } from "../../experiment/sweep/planSweep.ts";
import type { SweepPlan } from "../../experiment/sweep/sweepPlan.ts";
import { formatMistake } from "../../scenario/formatMistake.ts";
import type { Mistake } from "../../scenario/mistake.ts";
import { parseStudy } from "../../scenario/study/parseStudy.ts";
import { buildStamp } from "../buildStamp.ts";
import { errorText } from "../errorText.ts";

export type StudyFileReading =
  | { readonly kind: "plan"; readonly plan: SweepPlan }
  /** A line for each, with file, line and column. */
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/**
 * Reads a study file, the scenario it names and the traces of that, and finds its cells.
 *
 * @param onPoint told after every point how many are read
 */
export function readStudy(path: string, onPoint: (read: number) => void): StudyFileReading {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    return { kind: "mistakes", lines: [`${path}: cannot be read: ${errorText(error)}`] };
  }
  const reading = parseStudy(text, { path, readText: textsBeside(path) });
  if (reading.kind === "mistakes") return { kind: "mistakes", lines: linesOf(reading.mistakes, path) };
  const planning = planSweep(reading.study, buildStamp, onPoint);
  if (planning.kind === "mistakes") return { kind: "mistakes", lines: linesOf(planning.mistakes, path) };
  return planning;
}

function linesOf(mistakes: readonly Mistake[], path: string): readonly string[] {
  return mistakes.map((mistake) => formatMistake(mistake, path));
}

/** Files by their paths from the folder of another; each is read once. */
function textsBeside(path: string): (relativePath: string) => string | undefined {
  const texts = new Map<string, string | undefined>();
  return (relativePath) => {
    const file = resolve(dirname(path), relativePath);
    if (!texts.has(file)) texts.set(file, textOfFile(file));
    return texts.get(file);
  };
}

function textOfFile(path: string): string | undefined {
  try {
    // A pipe or a device may never end.
    return statSync(path).isFile() ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}
