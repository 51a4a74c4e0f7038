import { asFields } from "../../scenario/json/asFields.ts";
import { readJson } from "../../scenario/json/readJson.ts";
import type { ArgumentReader } from "../argumentReader.ts";
import type { Fields } from "./fields.ts";
import { readNames } from "./readNames.ts";
import type { ResourceArguments } from "./resourceArguments.ts";

/** What serves a new deployment: the mock fleet, or servers that are there already. The server chooses when neither is typed. */
export function readServing(typed: ResourceArguments, reader: ArgumentReader): Fields {
  const mock = reader.text("mock", typed.mock);
  const baseUrls = readNames(reader, "external", typed.external, "base URLs such as http://10.0.0.7:8000");
  if (typed.mock !== undefined && typed.external !== undefined) {
    reader.complain("--mock and --external: expected one of them at most");
  }
  if (baseUrls?.length === 0) reader.complain("--external: expected at least one base URL, got none");
  return {
    ...(mock === undefined ? {} : { mock: readMock(mock, reader) }),
    ...(baseUrls === undefined ? {} : { external: { baseUrls } }),
  };
}

/** The name of a replica profile, or a deployment as the fleet of a scenario writes it. */
function readMock(text: string, reader: ArgumentReader): Fields | undefined {
  if (text === "")
    return reader.complain("--mock: expected the name of a replica profile or a JSON object, got nothing");
  if (!text.trimStart().startsWith("{")) return { profile: text };
  const reading = readJson(text);
  if (reading.kind === "mistake") {
    return reader.complain(`--mock: line ${reading.line}, column ${reading.column}: ${reading.message}`);
  }
  return { deployment: asFields(reading.document.value) };
}
