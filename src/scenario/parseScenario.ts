import type { TraceRows } from "../traffic/trafficSpec.ts";
import { Complaints } from "./complaints.ts";
import { formatPath } from "./json/formatPath.ts";
import { readJson } from "./json/readJson.ts";
import type { Mistake } from "./mistake.ts";
import { readWritten } from "./read/readWritten.ts";
import { resolveScenario } from "./resolveScenario.ts";
import type { Scenario } from "./scenario.ts";
import { ArrivalsReader, type TraceMistake } from "./timeline/arrivalsReader.ts";

export type ScenarioReading =
  | { readonly kind: "scenario"; readonly scenario: Scenario }
  /** At least one, in the order of the text; those of traces follow. */
  | { readonly kind: "mistakes"; readonly mistakes: readonly Mistake[] };

/** Where a scenario comes from, and how the files it names are read. */
export interface ScenarioSource {
  /** Path of the file, as messages show it. */
  readonly path: string;
  /** Text of a file by its path relative to the folder of the scenario; undefined when it cannot be read. */
  readonly readText: (relativePath: string) => string | undefined;
  /** Rows of traces by path, read before and added to: readings that share it parse each trace once. */
  readonly traces?: Map<string, TraceRows>;
}

/**
 * Reads the text of a scenario. What comes back is either a scenario in which nothing needs to be doubted, or every
 * mistake there is in it. Never throws, unless `readText` does; texts above 10 MB, or nested more than 64 deep, are
 * refused unread.
 */
export function parseScenario(text: string, source: ScenarioSource): ScenarioReading {
  const json = readJson(text);
  if (json.kind === "mistake") {
    const { message, line, column } = json;
    return { kind: "mistakes", mistakes: [{ path: "", line, column, message }] };
  }
  const { document } = json;
  const complaints = new Complaints(document);
  const reader = new ArrivalsReader(source, complaints.complain);
  const written = readWritten(document, complaints.complain);
  const scenario = written && resolveScenario(written, document, reader, complaints.complain);
  const inTraces = reader.mistakes.map((mistake) => mistakeInTrace(mistake, source.path));
  if (scenario !== undefined && complaints.none && inTraces.length === 0) return { kind: "scenario", scenario };
  const inScenario = complaints.list().map(({ path, ...rest }) => ({ path: formatPath(path), ...rest }));
  return { kind: "mistakes", mistakes: [...inScenario, ...inTraces] };
}

function mistakeInTrace({ file, path, line, column, message }: TraceMistake, scenarioPath: string): Mistake {
  const folder = scenarioPath.replace(/[^/\\]*$/, "");
  return { file: folder + file, path: formatPath(path), line, column, message };
}
