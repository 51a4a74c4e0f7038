import { formatMistake } from "../../src/scenario/formatMistake.ts";
import { parseScenario } from "../../src/scenario/parseScenario.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

/** Files that a scenario under test may name. */
export type Files = Readonly<Record<string, string>>;

const noFiles: Files = {};

/** The scenario of a text that must have no mistake. */
export function parsed(text: string, files: Files = noFiles): Scenario {
  const reading = parseScenario(text, { path: "test.json", readText: (path) => files[path] });
  if (reading.kind === "mistakes") throw new Error(mistakesIn(text, files).join("\n"));
  return reading.scenario;
}

/** Every mistake of a text in a line, without the name of the file: `1:7 timeline[2].at: expected …`. */
export function mistakesIn(text: string, files: Files = noFiles): readonly string[] {
  const reading = parseScenario(text, { path: "test.json", readText: (path) => files[path] });
  if (reading.kind === "scenario") return [];
  return reading.mistakes.map((mistake) => formatMistake(mistake, "test.json").replace(/^test\.json:/, ""));
}
