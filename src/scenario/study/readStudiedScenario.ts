import type { Complain } from "../complaints.ts";
import { expected } from "../expected.ts";
import { asFields } from "../json/asFields.ts";
import { formatPath } from "../json/formatPath.ts";
import { readJson } from "../json/readJson.ts";
import type { Mistake } from "../mistake.ts";
import { parseScenario } from "../parseScenario.ts";
import { quote } from "../quote.ts";
import { parseParameterPath } from "./parameterPath.ts";
import type { StudiedScenario, Study, StudySource } from "./study.ts";

/** Finds the scenario of a study, which it names or holds; undefined when there is none to put values into. */
export function readStudiedScenario(
  written: string | Readonly<Record<string, unknown>>,
  source: StudySource,
  locate: Study["locate"],
  complain: Complain,
): StudiedScenario | undefined {
  return typeof written === "string"
    ? scenarioOfFile(written, source, complain)
    : scenarioInside(written, source, locate);
}

function scenarioOfFile(file: string, source: StudySource, complain: Complain): StudiedScenario | undefined {
  const text = source.readText(file);
  if (text === undefined) {
    complain(["scenario"], `the file ${quote(file)} cannot be read; its path counts from the folder of the study`);
    return undefined;
  }
  const path = /^[/\\]/.test(file) ? file : folderOf(source.path) + file;
  const json = readJson(text);
  if (json.kind === "mistake") {
    complain(["scenario"], `${path}:${json.line}:${json.column}: ${json.message}`);
    return undefined;
  }
  const { document } = json;
  const fields = asFields(document.value);
  if (fields === undefined) {
    complain(["scenario"], `${path}: ${expected("an object with the fields of a scenario", document.value)}`);
    return undefined;
  }
  // No value that is put in can mend a field that is there twice.
  for (const { path: place, position, message } of document.badNames()) {
    complain(["scenario"], `${path}:${position.line}:${position.column} ${formatPath(place)}: ${message}`);
  }
  const readText = (name: string): string | undefined => source.readText(folderOf(file) + name);
  const reading = parseScenario(text, { path, readText });
  const mistakes = reading.kind === "mistakes" ? reading.mistakes : [];
  return {
    ...{ path, inline: false, fields, readText },
    mistakes: mistakes.map((mistake) => ({ file: path, ...mistake })),
  };
}

function scenarioInside(
  fields: Readonly<Record<string, unknown>>,
  { path, readText }: StudySource,
  locate: Study["locate"],
): StudiedScenario {
  const reading = parseScenario(JSON.stringify(fields), { path, readText });
  const mistakes = reading.kind === "mistakes" ? reading.mistakes : [];
  return { path, inline: true, fields, readText, mistakes: mistakes.map((mistake) => moved(mistake, locate)) };
}

/** A mistake of the scenario alone, as one of the study around it. */
function moved(mistake: Mistake, locate: Study["locate"]): Mistake {
  if (mistake.file !== undefined) return mistake;
  const inside = parseParameterPath(mistake.path) ?? [];
  const { line, column } = locate(["scenario", ...inside]);
  return { path: formatPath(["scenario", ...inside]), line, column, message: mistake.message };
}

/** With the slash at its end; nothing for a file without one. */
function folderOf(path: string): string {
  return path.replace(/[^/\\]*$/, "");
}
