import { createHash } from "node:crypto";
import { strategyNames } from "../routing/strategy.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { PlainFields, ShapeError, textOf } from "./plainFields.ts";
import { plainValue } from "./plainValue.ts";
import { makePlan } from "./plan.ts";
import type { Block } from "./playBlock.ts";
import { readTally } from "./readTally.ts";
import { scenarioFingerprint } from "./scenarioFingerprint.ts";
import { parseScenarioText, type ScenarioText } from "./scenarioText.ts";
import type { Shard } from "./shard.ts";
import { formatShardNumber, parseShardNumber } from "./shardNumber.ts";
import { tallyState } from "./tally.ts";

const format = "shuntyard-shard";
/** Raised when a field changes its meaning or goes away. */
const version = 1;

export type ShardReading =
  | { readonly kind: "shard"; readonly shard: Shard }
  /** What is wrong with the text, in a sentence without the name of its file. */
  | { readonly kind: "mistake"; readonly message: string };

/** A shard as the text of a file: JSON with a checksum over what matters. */
export function writeShard({ scenario, strategy, number, tally, ...rest }: Shard): string {
  const shard = {
    ...rest,
    fingerprint: scenarioFingerprint(scenario),
    strategy: strategy ?? null,
    number: formatShardNumber(number),
    tally: tallyState(tally),
  };
  const text = JSON.stringify(shard, plainValue);
  return `{"format":"${format}","version":${version},"sha256":"${checksum(text)}","shard":${text}}\n`;
}

/**
 * Reads what `writeShard` wrote. Never throws.
 *
 * @param build of the reader; a shard of another build is refused, because its numbers may mean something else
 */
export function readShard(text: string, build: string): ShardReading {
  try {
    const file = new PlainFields(parseJson(text), "");
    if (file.value("format") !== format) return mistake("this is no shard: `shuntyard run --shard` writes those");
    if (file.value("version") !== version) {
      return mistake(`a shard of format ${JSON.stringify(file.value("version"))}; ${build} reads format ${version}`);
    }
    if (file.value("sha256") !== checksum(JSON.stringify(file.value("shard") ?? null))) {
      return mistake("the shard was changed after it was written, or damaged: its checksum is wrong; play it again");
    }
    const fields = new PlainFields(file.value("shard"), "shard");
    const madeBy = fields.text("build");
    if (madeBy !== build) {
      return mistake(`played by ${madeBy}, but this is ${build}: play and merge all shards with the same version`);
    }
    return { kind: "shard", shard: readFields(fields, build) };
  } catch (error) {
    if (error instanceof ShapeError) return mistake(`the shard makes no sense: ${error.message}; play it again`);
    throw error;
  }
}

function mistake(message: string): ShardReading {
  return { kind: "mistake", message };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ShapeError("it is cut short, damaged or no JSON");
  }
}

function readFields(fields: PlainFields, build: string): Shard {
  const source = readSource(fields.value("source"));
  const scenario = readScenario(source, fields.text("fingerprint"));
  const replications = fields.integer("replications", 1);
  const played = readRanges(fields, replications);
  const tally = readTally(makePlan(scenario), fields.value("tally"));
  if (tally.replications !== played.reduce((sum, { from, to }) => sum + to - from, 0)) {
    throw new ShapeError("shard.played: does not agree with the replications in the tally");
  }
  const number = parseShardNumber(fields.text("number"));
  if (number === undefined) throw new ShapeError("shard.number: expected such as 2/5");
  return {
    build,
    source,
    scenario,
    seed: fields.text("seed"),
    strategy: readStrategy(fields.value("strategy")),
    replications,
    replay: fields.text("replay"),
    number,
    played,
    notes: fields.list("notes", textOf),
    tally,
  };
}

/** @throws ShapeError */
export function readSource(value: unknown): ScenarioText {
  const fields = new PlainFields(value, "source");
  const traces = fields.list("traces", (each, where) => {
    const trace = new PlainFields(each, where);
    return { name: trace.text("name"), text: trace.text("text") };
  });
  return { path: fields.text("path"), text: fields.text("text"), traces };
}

/** @throws ShapeError when the text does not say what it said to whoever sent it */
export function readScenario(source: ScenarioText, fingerprint: string): Scenario {
  const reading = parseScenarioText(source);
  if (reading.kind === "mistakes") {
    throw new ShapeError(`its scenario ${source.path} cannot be read: ${reading.mistakes[0]?.message ?? ""}`);
  }
  if (scenarioFingerprint(reading.scenario) !== fingerprint) {
    throw new ShapeError(`its scenario ${source.path} is not the one that was played`);
  }
  return reading.scenario;
}

/** @throws ShapeError */
export function readStrategy(value: unknown): Shard["strategy"] {
  if (value === null) return undefined;
  const strategy = strategyNames.find((name) => name === value);
  if (strategy === undefined) throw new ShapeError(`there is no strategy ${JSON.stringify(value)}`);
  return strategy;
}

function readRanges(fields: PlainFields, replications: number): readonly Block[] {
  let end = -1;
  return fields.list("played", (each, where) => {
    const range = new PlainFields(each, where);
    const from = range.integer("from", end + 1);
    const to = range.integer("to", from + 1);
    if (to > replications) throw new ShapeError(`${where}: beyond the ${replications} replications of the run`);
    end = to;
    return { from, to };
  });
}

function checksum(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
