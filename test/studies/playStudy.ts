import { readFileSync } from "node:fs";
import { streamKey } from "../../src/engine/streamKey.ts";
import { comparablePhases, type MeasuredPhase, measuredPhase } from "../../src/experiment/comparison/measuredPhase.ts";
import { metricValue } from "../../src/experiment/metricValue.ts";
import { makePlan, type Plan } from "../../src/experiment/plan.ts";
import { playReplication } from "../../src/experiment/replication.ts";
import type { Strategy } from "../../src/routing/strategy.ts";
import { parseMeasure } from "../../src/scenario/checks/parseMeasure.ts";
import { parseScenario } from "../../src/scenario/parseScenario.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { strategyInWords } from "../../src/scenario/strategyInWords.ts";
import { pointsOf, readStudy, studyFolder, type WrittenStudy } from "./study.ts";

/** Which of the samples of a study: the first point, measure and phase unless said otherwise. */
export interface Sampled {
  readonly strategy: Strategy;
  /** Number of the point, from 0. */
  readonly point?: number;
  readonly measure?: string;
  readonly phase?: string;
}

export interface PlayedStudy {
  readonly study: WrittenStudy;
  /** One value a seed, in the same order for every strategy: each seed brings the same chance to all of them. */
  readonly sample: (which: Sampled) => readonly number[];
  readonly measured: (which: Omit<Sampled, "strategy">) => MeasuredPhase;
}

/** Plays every cell of a study of `scenarios/studies`; the same values as `shuntyard sweep` finds. */
export function playStudy(name: string): PlayedStudy {
  const study = readStudy(name);
  const scenarios = pointsOf(study).map((values) => scenarioAt(study, values));
  const samples = new Map<string, number[]>();
  for (const [point, scenario] of scenarios.entries()) {
    for (const strategy of study.strategies) {
      playPoint(study, { ...scenario, router: { ...scenario.router, strategy } }, ({ measure, phase }, value) => {
        const key = keyOf(point, strategy, measure, phase);
        const sample = samples.get(key) ?? [];
        sample.push(value ?? refuse(`${name}: nothing was measured of ${key}`));
        samples.set(key, sample);
      });
    }
  }
  const [firstMeasure = ""] = study.measures;
  const [firstPhase = ""] = study.phases;
  return {
    study,
    sample: ({ strategy, point = 0, measure = firstMeasure, phase = firstPhase }) => {
      const key = keyOf(point, strategy, measure, phase);
      return samples.get(key) ?? refuse(`${name} has no sample ${key}`);
    },
    measured: ({ point = 0, measure = firstMeasure, phase = firstPhase }) => {
      const plan = makePlan(scenarios[point] ?? refuse(`${name} has no point ${point}`));
      return measuredPhaseOf(plan, measure, phase);
    },
  };
}

function keyOf(point: number, strategy: Strategy, measure: string, phase: string): string {
  return [point, strategyInWords(strategy), measure, phase].join(" / ");
}

function playPoint(
  study: WrittenStudy,
  scenario: Scenario,
  onValue: (measured: MeasuredPhase, value: number | null) => void,
): void {
  const plan = makePlan(scenario);
  const measured = study.phases.flatMap((phase) =>
    study.measures.map((measure) => measuredPhaseOf(plan, measure, phase)),
  );
  for (const seed of seedsOf(study)) {
    const tally = playReplication(plan, { seed, replication: 0 });
    for (const each of measured) onValue(each, metricValue(plan, tally, each));
  }
}

/** The study's own seed and as many more as it asks for, drawn from it. */
function seedsOf({ seed, seeds }: WrittenStudy): readonly string[] {
  return Array.from({ length: seeds }, (_, number) => {
    if (number === 0) return seed;
    const [high, low] = streamKey(seed, "seeds of a sweep", number);
    return `${high.toString(16)}${low.toString(16).padStart(8, "0")}`;
  });
}

function measuredPhaseOf(plan: Plan, measure: string, phase: string): MeasuredPhase {
  const reading = parseMeasure(measure);
  if (reading.kind === "mistake") return refuse(reading.message);
  const found = comparablePhases(plan).find(({ name }) => name === phase) ?? refuse(`there is no phase ${phase}`);
  return measuredPhase(reading.measure, found);
}

function scenarioAt(study: WrittenStudy, point: Readonly<Record<string, string | number>>): Scenario {
  const fields: unknown = JSON.parse(readFileSync(`${studyFolder}/${study.scenario}`, "utf8"));
  for (const { name, path } of study.parameters ?? []) put(fields, path.split("."), point[name]);
  const reading = parseScenario(JSON.stringify(fields), { path: study.scenario, readText: () => undefined });
  if (reading.kind === "scenario") return reading.scenario;
  return refuse(reading.mistakes.map(({ message }) => message).join("\n"));
}

function put(into: unknown, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (typeof into !== "object" || into === null || !Object.hasOwn(into, key)) refuse(`there is no ${key}`);
  if (rest.length === 0) Object.assign(into, { [key]: value });
  else put(Object.entries(into).find(([name]) => name === key)?.[1], rest, value);
}

function refuse(reason: string): never {
  throw new Error(reason);
}
