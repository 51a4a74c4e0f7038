import { type Measure, parseMeasure } from "../checks/parseMeasure.ts";
import { type Complain, Complaints } from "../complaints.ts";
import { expected } from "../expected.ts";
import { asFields } from "../json/asFields.ts";
import { formatPath } from "../json/formatPath.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { readJson } from "../json/readJson.ts";
import type { Mistake } from "../mistake.ts";
import { readWith, unknownField } from "../read/readWith.ts";
import { scenarioFields } from "../schema/scenarioFields.ts";
import { strategyInWords } from "../strategyInWords.ts";
import { complainOfDoubles } from "./complainOfDoubles.ts";
import { readParameters } from "./readParameters.ts";
import { readStudiedScenario } from "./readStudiedScenario.ts";
import type { Study, StudyDesign, StudySource } from "./study.ts";
import { studyFields, type WrittenDesign } from "./studyFields.ts";

export type StudyReading =
  | { readonly kind: "study"; readonly study: Study }
  /** At least one, in the order of the text; those of other files follow. */
  | { readonly kind: "mistakes"; readonly mistakes: readonly Mistake[] };

/**
 * Reads the text of a study: the study, or every mistake in it. What its scenario says to the values is not asked here.
 * Never throws, unless `readText` does.
 */
export function parseStudy(text: string, source: StudySource): StudyReading {
  const json = readJson(text);
  if (json.kind === "mistake") {
    const { message, line, column } = json;
    return { kind: "mistakes", mistakes: [{ path: "", line, column, message }] };
  }
  const { document } = json;
  const complaints = new Complaints(document);
  const { complain } = complaints;
  const root = asFields(document.value);
  if (root === undefined) complain([], expected("an object with the fields of a study", document.value));
  const study = root && readStudy(root, source, (path) => document.locate(path), complain);
  if (study !== undefined && complaints.none) return { kind: "study", study };
  const mistakes = complaints.list().map(({ path, ...rest }) => ({ path: formatPath(path), ...rest }));
  return { kind: "mistakes", mistakes };
}

type Root = Readonly<Record<string, unknown>>;

function readStudy(root: Root, source: StudySource, locate: Study["locate"], complain: Complain): Study | undefined {
  const fields = studyFields;
  for (const key of Object.keys(root)) {
    if (!Object.hasOwn(fields, key)) complain([key], () => unknownField(key, Object.keys(fields)), "name");
  }
  readWith(fields.$schema.optional(), root["$schema"], ["$schema"], complain);
  readWith(fields.version, root["version"], ["version"], complain);
  const description = readWith(fields.description, root["description"], ["description"], complain);
  const writtenScenario = readWith(fields.scenario, root["scenario"], ["scenario"], complain);
  const scenario =
    writtenScenario === undefined ? undefined : readStudiedScenario(writtenScenario, source, locate, complain);
  const strategies = readWith(fields.strategies.optional(), root["strategies"], ["strategies"], complain);
  complainOfDoubles((strategies ?? []).map(strategyInWords), ["strategies"], complain);
  const design = readWith(fields.design, root["design"], ["design"], complain);
  const seeds = readWith(fields.seeds, root["seeds"], ["seeds"], complain);
  const ownSeed = readWith(fields.seed.optional(), root["seed"], ["seed"], complain);
  const replications = readWith(fields.replications, root["replications"], ["replications"], complain);
  const measures = readMeasures(root["measures"], complain);
  const phases = readWith(fields.phases, root["phases"], ["phases"], complain);
  complainOfDoubles(phases ?? [], ["phases"], complain);
  const parameters = readParameters(
    root["parameters"],
    { scenario, design: design && designOf(design), hasStrategies: root["strategies"] !== undefined },
    complain,
  );
  if (description === undefined || scenario === undefined || parameters === undefined) return undefined;
  if (design === undefined || seeds === undefined || replications === undefined) return undefined;
  if (measures === undefined || phases === undefined) return undefined;
  return {
    ...{ description, scenario, strategies, parameters, replications, measures, phases, locate },
    design: designOf(design),
    seeds: typeof seeds === "number" ? seeds : readSeeds(seeds, complain),
    seed: spelledSeed(ownSeed ?? scenarioSeed(scenario.fields)),
  };
}

function designOf(design: WrittenDesign): StudyDesign {
  return typeof design === "string" ? { kind: design } : { kind: "latin-hypercube", points: design.latinHypercube };
}

function readSeeds(seeds: readonly string[], complain: Complain): readonly string[] {
  const spelled = seeds.map(spelledSeed);
  complainOfDoubles(spelled, ["seeds"], complain);
  return spelled;
}

/** Lower case, no leading zeros: one spelling for one seed. */
function spelledSeed(seed: string): string {
  return seed.toLowerCase().replace(/^0+(?=.)/, "");
}

function scenarioSeed(fields: Root): string {
  return readWith(scenarioFields.seed, fields["seed"], [], () => {}) ?? "1";
}

function readMeasures(value: unknown, complain: Complain): readonly Measure[] | undefined {
  const path: JsonPath = ["measures"];
  const texts = readWith(studyFields.measures, value, path, complain);
  const measures = texts?.flatMap((text, position) => {
    const reading = parseMeasure(text);
    if (reading.kind === "measure") return [reading.measure];
    complain([...path, position], reading.message);
    return [];
  });
  complainOfDoubles(texts?.map((text) => text.trim()) ?? [], path, complain);
  return measures;
}
