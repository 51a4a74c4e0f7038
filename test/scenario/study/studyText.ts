import { formatMistake } from "../../../src/scenario/formatMistake.ts";
import { parseStudy } from "../../../src/scenario/study/parseStudy.ts";
import type { Study } from "../../../src/scenario/study/study.ts";
import { steadyScenario } from "../../cli/steadyScenario.ts";

/** A small study without a mistake; some fields may be others, and undefined takes one away. */
export function studyText(others: Readonly<Record<string, unknown>> = {}): string {
  const study = {
    version: 1,
    scenario: JSON.parse(steadyScenario("steady")),
    strategies: ["weighted-random", { name: "least-request", choices: 2 }],
    parameters: [{ name: "load", path: "traffic.arrivals.rate", values: ["50/s", "100/s"] }],
    seeds: 2,
    measures: ["response:avg", "errors:rate"],
    ...others,
  };
  return JSON.stringify(study, null, 1);
}

/** The study of a text that must have no mistake. */
export function parsedStudy(text: string, files: Readonly<Record<string, string>> = {}): Study {
  const reading = parseStudy(text, { path: "study.json", readText: (path) => files[path] });
  if (reading.kind === "mistakes") throw new Error(studyMistakes(text, files).join("\n"));
  return reading.study;
}

/** Every mistake of a text in a line: `3:7 parameters[0].path: …`. */
export function studyMistakes(text: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const reading = parseStudy(text, { path: "study.json", readText: (path) => files[path] });
  if (reading.kind === "study") return [];
  return reading.mistakes.map((mistake) => formatMistake(mistake, "study.json").replace(/^study\.json:/, ""));
}
