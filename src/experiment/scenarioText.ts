import { parseScenario, type ScenarioReading } from "../scenario/parseScenario.ts";

/** A scenario as it is written, with the traces it names: what can be sent elsewhere and read there again. */
export interface ScenarioText {
  /** Of the file, as messages show it. */
  readonly path: string;
  readonly text: string;
  /** The files it names, by the name it has for them. */
  readonly traces: readonly WrittenTrace[];
}

export interface WrittenTrace {
  readonly name: string;
  readonly text: string;
}

/** `parseScenario` on a scenario that brings its traces along. */
export function parseScenarioText({ path, text, traces }: ScenarioText): ScenarioReading {
  const readText = (name: string): string | undefined => traces.find((trace) => trace.name === name)?.text;
  return parseScenario(text, { path, readText });
}
