import { parseScenario, type ScenarioReading } from "../../src/scenario/parseScenario.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

/** A scenario as it is written, with the name of every deployment that has one. */
export interface WrittenScenario {
  readonly name: string;
  readonly duration: string;
  readonly router: object;
  readonly fleet: Readonly<Record<string, object>>;
  readonly traffic: object;
  readonly timeline?: readonly object[];
  readonly seed?: string;
}

/** @throws Error that tells every mistake in it */
export function read(written: WrittenScenario): Scenario {
  const reading = parsed(written);
  if (reading.kind === "scenario") return reading.scenario;
  throw new Error(reading.mistakes.map(({ path, message }) => `${path}: ${message}`).join("\n"));
}

/** Whether everything in it can happen: no more replicas crash than there are, say. */
export function isSound(written: WrittenScenario): boolean {
  return parsed(written).kind === "scenario";
}

function parsed(written: WrittenScenario): ScenarioReading {
  const text = JSON.stringify({ version: 1, seed: "7f3a", ...written });
  return parseScenario(text, { path: `${written.name}.json`, readText: () => undefined });
}
