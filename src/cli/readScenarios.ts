import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { ScenarioText, WrittenTrace } from "../experiment/scenarioText.ts";
import { formatMistake } from "../scenario/formatMistake.ts";
import { parseScenario } from "../scenario/parseScenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { errorText } from "./errorText.ts";

export interface ScenarioFile {
  readonly path: string;
  readonly scenario: Scenario;
  /** What was read, traces included. */
  readonly source: ScenarioText;
}

export type FileReading =
  | { readonly kind: "file"; readonly file: ScenarioFile }
  /** A line for each, with file, line and column. */
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

export type FilesReading =
  | { readonly kind: "files"; readonly files: readonly ScenarioFile[] }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/** Reads every file before anything is done with one: all the scenarios, or the mistakes in all of them. */
export function readScenarios(paths: readonly string[]): FilesReading {
  const readings = paths.map(readScenario);
  const lines = readings.flatMap((reading) => (reading.kind === "mistakes" ? reading.lines : []));
  if (lines.length > 0) return { kind: "mistakes", lines };
  return { kind: "files", files: readings.flatMap((reading) => (reading.kind === "file" ? [reading.file] : [])) };
}

/** Reads a scenario file, and the traces it names from its own folder. */
export function readScenario(path: string): FileReading {
  const read = readText(path);
  if (read.kind === "unreadable") return { kind: "mistakes", lines: [`${path}: cannot be read: ${read.reason}`] };
  const traces: WrittenTrace[] = [];
  const readTrace = (relativePath: string): string | undefined => {
    const tracePath = resolve(dirname(path), relativePath);
    // A pipe or a device may never end.
    if (statSync(tracePath, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
    const trace = readText(tracePath);
    if (trace.kind === "unreadable") return undefined;
    if (!traces.some(({ name }) => name === relativePath)) traces.push({ name: relativePath, text: trace.text });
    return trace.text;
  };
  const reading = parseScenario(read.text, { path, readText: readTrace });
  if (reading.kind === "scenario") {
    return { kind: "file", file: { path, scenario: reading.scenario, source: { path, text: read.text, traces } } };
  }
  return { kind: "mistakes", lines: reading.mistakes.map((mistake) => formatMistake(mistake, path)) };
}

type TextReading =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unreadable"; readonly reason: string };

function readText(path: string): TextReading {
  try {
    return { kind: "text", text: readFileSync(path, "utf8") };
  } catch (error) {
    return { kind: "unreadable", reason: errorText(error) };
  }
}
