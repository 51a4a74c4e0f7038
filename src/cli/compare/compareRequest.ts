import { parseSeed } from "../../engine/seed.ts";
import type { ComparisonResult } from "../../experiment/comparison/comparisonResult.ts";
import {
  comparablePhases,
  type MeasuredPhase,
  measuredPhase,
  wholeRun,
} from "../../experiment/comparison/measuredPhase.ts";
import type { Phase } from "../../experiment/plan.ts";
import { makePlan } from "../../experiment/plan.ts";
import { type AskedStrategy, strategyNames, strategyTitle } from "../../routing/strategy.ts";
import { type Measure, parseMeasure } from "../../scenario/checks/parseMeasure.ts";
import { didYouMean } from "../../scenario/nearestName.ts";
import { parsePercent } from "../../scenario/quantity/parsePercent.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { ArgumentReader, type Typed } from "../argumentReader.ts";
import { readStrategy } from "../readStrategy.ts";
import { parseReportTarget, type ReportTarget } from "../reportTarget.ts";
import { comparisonWriters } from "./comparisonWriters.ts";

/** The arguments of `compare` as they were typed. */
export interface CompareArguments {
  readonly scenario: string;
  readonly strategy?: readonly string[] | undefined;
  readonly replications?: Typed;
  readonly measure?: readonly string[] | undefined;
  readonly phase?: readonly string[] | undefined;
  readonly within?: Typed;
  readonly confidence?: Typed;
  readonly baseline?: Typed;
  readonly seed?: Typed;
  readonly workers?: Typed;
  readonly output?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly color?: boolean | undefined;
}

/** The same, checked. */
export interface CompareRequest {
  readonly strategies: readonly AskedStrategy[];
  readonly measures: readonly MeasuredPhase[];
  readonly replications: number;
  readonly delta: number | null;
  readonly confidence: number;
  readonly baseline: string | undefined;
  readonly seed: string;
  readonly workers: number | undefined;
  readonly targets: readonly ReportTarget<ComparisonResult>[];
}

export type CompareRequestReading =
  | { readonly kind: "request"; readonly request: CompareRequest }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

const usualReplications = 30;
const usualConfidence = 0.95;
const mostReplications = 100_000;
const mostWorkers = 256;

/** Reads what was typed for a scenario: the request, or a sentence for every mistake in it. */
export function readCompareRequest(typed: CompareArguments, scenario: Scenario): CompareRequestReading {
  const reader = new ArgumentReader();
  const request = {
    strategies: readStrategies(typed, reader),
    measures: readMeasures(typed, scenario, reader),
    replications: reader.integer("replications", typed.replications, 2, mostReplications) ?? usualReplications,
    delta: reader.parsed("within", typed.within, parsePercent, 'a share such as "5%"') ?? null,
    confidence:
      reader.parsed("confidence", typed.confidence, parseConfidence, 'a share below 1 such as "95%"') ??
      usualConfidence,
    baseline: reader.text("baseline", typed.baseline),
    seed: reader.parsed("seed", typed.seed, parseSeed, "1 to 32 hexadecimal digits") ?? scenario.seed,
    workers: reader.integer("workers", typed.workers, 1, mostWorkers),
    targets: (typed.output ?? []).flatMap((text) => readTarget(text, reader)),
  };
  return reader.mistakes.length > 0 ? { kind: "mistakes", lines: reader.mistakes } : { kind: "request", request };
}

function readStrategies({ strategy }: CompareArguments, reader: ArgumentReader): readonly AskedStrategy[] {
  if (strategy === undefined) return strategyNames;
  const written = strategy.flatMap((text) => text.split(",")).map((text) => text.trim());
  const strategies = written.flatMap((text) => readStrategy(text, reader) ?? []);
  const titles = strategies.map(strategyTitle);
  const twice = titles.find((title, i) => titles.indexOf(title) < i);
  if (twice !== undefined) reader.complain(`--strategy: ${twice} is there twice`);
  else if (written.length < 2)
    reader.complain(`--strategy: expected two or more, such as ${strategyNames.slice(0, 2).join(",")}`);
  return strategies;
}

/** Every measure in every phase that was asked for. */
function readMeasures(typed: CompareArguments, scenario: Scenario, reader: ArgumentReader): readonly MeasuredPhase[] {
  const phases = readPhases(typed, scenario, reader);
  const measures = (typed.measure ?? usualMeasures(scenario)).flatMap((text) => readMeasure(text, scenario, reader));
  return measures.flatMap((measure) => phases.map((phase) => measuredPhase(measure, phase)));
}

/** How long answers take, and how many there are none of; the time to the first token where replicas model tokens. */
function usualMeasures({ fleet }: Scenario): readonly string[] {
  const tokens = fleet.some(({ replica }) => replica.kind !== "slots");
  return [...(tokens ? ["ttft:p95"] : []), "response:avg", "response:p95", "errors:rate"];
}

function readMeasure(text: string, { fleet }: Scenario, reader: ArgumentReader): readonly Measure[] {
  const reading = parseMeasure(text);
  if (reading.kind === "mistake") {
    reader.complain(`--measure: ${reading.message}`);
    return [];
  }
  const { deployment } = reading.measure.metric;
  const names = fleet.map(({ name }) => name);
  if (deployment === undefined || names.includes(deployment)) return [reading.measure];
  reader.complain(
    `--measure: the scenario has no deployment ${JSON.stringify(deployment)}${didYouMean(deployment, names)}`,
  );
  return [];
}

function readPhases({ phase }: CompareArguments, scenario: Scenario, reader: ArgumentReader): readonly Phase[] {
  const known = comparablePhases(makePlan(scenario));
  const asked = phase ?? [wholeRun];
  if (asked.includes("all")) return known;
  const names = known.map(({ name }) => name);
  return [...new Set(asked)].flatMap((name) => {
    const found = known.find((each) => each.name === name);
    if (found !== undefined) return [found];
    reader.complain(
      `--phase: expected all, ${names.join(" or ")}, got ${JSON.stringify(name)}${didYouMean(name, names)}`,
    );
    return [];
  });
}

function parseConfidence(text: string): number | undefined {
  const share = parsePercent(text);
  return share !== undefined && share > 0 && share < 1 ? share : undefined;
}

function readTarget(text: string, reader: ArgumentReader): readonly ReportTarget<ComparisonResult>[] {
  const target = parseReportTarget(text, comparisonWriters);
  if (typeof target !== "string") return [target];
  reader.complain(target);
  return [];
}
