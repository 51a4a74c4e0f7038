import type { Complain } from "../complaints.ts";
import { formatPath } from "../json/formatPath.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { quote } from "../quote.ts";
import { readList } from "../read/readList.ts";
import { parseParameterPath } from "./parameterPath.ts";
import { putValue } from "./putValue.ts";
import { rowColumns } from "./rowColumns.ts";
import type { ParameterValues, StudiedScenario, StudyDesign, StudyParameter } from "./study.ts";
import { mostParameters, parameter, type WrittenParameter } from "./studyFields.ts";

/** What of the study bears on its parameters. */
export interface ParameterSetting {
  /** Undefined when it could not be read: places in it are then taken on trust. */
  readonly scenario: StudiedScenario | undefined;
  readonly design: StudyDesign | undefined;
  readonly hasStrategies: boolean;
}

/** Reads the section `parameters` one by one; undefined when one of them could not be read. */
export function readParameters(
  value: unknown,
  setting: ParameterSetting,
  complain: Complain,
): readonly StudyParameter[] | undefined {
  const entries = readList("parameters", value, parameter, mostParameters, complain);
  if (entries === undefined) return undefined;
  const parameters = entries.map(({ written }, position) =>
    written === undefined ? undefined : readParameter(written, ["parameters", position], setting, complain),
  );
  complainOfNames(parameters, complain);
  complainOfSharedPlaces(parameters, complain);
  if (setting.design?.kind === "list") complainOfLengths(parameters, complain);
  const known = parameters.filter((each) => each !== undefined);
  return known.length === parameters.length ? known : undefined;
}

function readParameter(
  written: WrittenParameter,
  at: JsonPath,
  setting: ParameterSetting,
  complain: Complain,
): StudyParameter | undefined {
  const values = readValues(written, at, setting, complain);
  const texts = typeof written.path === "string" ? [written.path] : written.path;
  const paths = texts.flatMap((text, position) => {
    const place: JsonPath = typeof written.path === "string" ? [...at, "path"] : [...at, "path", position];
    return readPath(text, place, setting, complain) ?? [];
  });
  if (values === undefined || paths.length < texts.length) return undefined;
  return { name: written.name, paths, values };
}

function readPath(
  text: string,
  at: JsonPath,
  { scenario, hasStrategies }: ParameterSetting,
  complain: Complain,
): readonly JsonPath[] | undefined {
  const path = parseParameterPath(text);
  if (path === undefined) {
    complain(at, `expected a path such as "traffic.arrivals.rate" or "timeline[0].at", got ${quote(text)}`);
    return undefined;
  }
  const elsewhere = placesElsewhere[formatPath(path)];
  if (elsewhere !== undefined) complain(at, elsewhere);
  if (hasStrategies && text === "router.strategy") complain(at, `"strategies" says already what the router's is`);
  const putting = scenario && putValue(scenario.fields, path, null);
  if (putting?.kind === "mistake") complain(at, putting.message);
  return [path];
}

/** Fields of a scenario that a study has its own for. */
const placesElsewhere: Readonly<Record<string, string>> = {
  seed: `a cell has a seed of its own: say it with "seeds"`,
  replications: `say it with "replications" of the study`,
  version: "the version of the language is no parameter",
};

function readValues(
  { values, range }: WrittenParameter,
  at: JsonPath,
  { design }: ParameterSetting,
  complain: Complain,
): ParameterValues | undefined {
  if ((values === undefined) === (range === undefined)) {
    complain(at, `expected either "values" or "range", got ${values === undefined ? "neither" : "both"}`);
    return undefined;
  }
  if (range === undefined) {
    const list = values ?? [];
    if (design?.kind === "grid") complainOfEqualValues(list, [...at, "values"], complain);
    return { kind: "list", list };
  }
  const { from, to, unit, integer = false } = range;
  if (design !== undefined && design.kind !== "latin-hypercube") {
    complain(
      [...at, "range"],
      `a range goes with the design { "latinHypercube": 50 }; a ${design.kind} takes "values"`,
    );
  }
  if (!(from < to)) complain([...at, "range", "to"], `expected more than "from", which is ${from}, got ${to}`);
  if (integer) {
    for (const [name, bound] of [
      ["from", from],
      ["to", to],
    ] as const) {
      if (!Number.isSafeInteger(bound)) complain([...at, "range", name], `expected a whole number, got ${bound}`);
    }
  }
  return { kind: "range", from, to, unit, integer };
}

function complainOfEqualValues(values: readonly unknown[], at: JsonPath, complain: Complain): void {
  const seen = new Set<string>();
  for (const [position, value] of values.entries()) {
    const text = JSON.stringify(value);
    if (seen.has(text)) complain([...at, position], "this value is there twice");
    seen.add(text);
  }
}

type Read = readonly (StudyParameter | undefined)[];

/** Data bases do not tell upper case from lower. */
function complainOfNames(parameters: Read, complain: Complain): void {
  const columns = new Map<string, string>(rowColumns.map((name) => [name, "every result has a column of this name"]));
  for (const [position, each] of parameters.entries()) {
    if (each === undefined) continue;
    const taken = columns.get(each.name.toLowerCase());
    if (taken !== undefined)
      complain(["parameters", position, "name"], `${taken}: expected another, got ${quote(each.name)}`);
    columns.set(each.name.toLowerCase(), "there is a parameter of this name already");
  }
}

/** Two values for one place would leave it to the order which of them counts. */
function complainOfSharedPlaces(parameters: Read, complain: Complain): void {
  const taken: { readonly path: JsonPath; readonly name: string }[] = [];
  for (const [position, each] of parameters.entries()) {
    for (const path of each?.paths ?? []) {
      const other = taken.find((earlier) => isWithin(earlier.path, path) || isWithin(path, earlier.path));
      if (other !== undefined) {
        complain(
          ["parameters", position, "path"],
          `${formatPath(path)} is set by ${quote(other.name)} already, which sets ${formatPath(other.path)}`,
        );
      }
      taken.push({ path, name: each?.name ?? "" });
    }
  }
}

function isWithin(path: JsonPath, around: JsonPath): boolean {
  return around.every((key, position) => key === path[position]);
}

function complainOfLengths(parameters: Read, complain: Complain): void {
  const [first] = parameters;
  if (first?.values.kind !== "list") return;
  const length = first.values.list.length;
  for (const [position, each] of parameters.entries()) {
    if (each?.values.kind !== "list" || each.values.list.length === length) continue;
    complain(
      ["parameters", position, "values"],
      `the design "list" takes the i-th value of each: expected ${length} values as ${quote(first.name)} has, got ${each.values.list.length}`,
    );
  }
}
