import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CompareOptions } from "../../../src/experiment/comparison/compareStrategies.ts";
import { comparablePhases, measuredPhase } from "../../../src/experiment/comparison/measuredPhase.ts";
import { makePlan } from "../../../src/experiment/plan.ts";
import { parseMeasure } from "../../../src/scenario/checks/parseMeasure.ts";
import { parseScenario } from "../../../src/scenario/parseScenario.ts";
import type { Scenario } from "../../../src/scenario/scenario.ts";

// The built one, whose threads can be loaded.
const { compareStrategies }: typeof import("../../../src/experiment/comparison/compareStrategies.ts") = await import(
  new URL("../../../dist/experiment/comparison/compareStrategies.js", import.meta.url).href
);

function scenarioOf(written: string): Scenario {
  const reading = parseScenario(written, { path: "uneven.json", readText: () => undefined });
  if (reading.kind !== "scenario") throw new Error(JSON.stringify(reading.mistakes));
  return reading.scenario;
}

const steady = scenarioOf(readFileSync(new URL("../../../scenarios/steady-60-40.json", import.meta.url), "utf8"));
const scenario: Scenario = { ...steady, durationMs: 60_000, timeline: [], checks: [] };

function optionsOf(other: Partial<CompareOptions> = {}): CompareOptions {
  const [whole] = comparablePhases(makePlan(scenario));
  const measures = ["response:avg", "response:p95", "errors:rate", "requests:count"].flatMap((written) => {
    const reading = parseMeasure(written);
    return reading.kind === "measure" && whole !== undefined ? [measuredPhase(reading.measure, whole)] : [];
  });
  return {
    strategies: ["weighted-random", "even-load"],
    ...{ measures, replications: 6, seed: "c0de", confidence: 0.95, delta: null, replay: "shuntyard compare" },
    ...other,
  };
}

describe("compareStrategies", () => {
  test("is the same bytes on any number of workers", async () => {
    const [one, three] = await Promise.all(
      [1, 3].map((workers) => compareStrategies(scenario, optionsOf({ workers }))),
    );
    expect(JSON.stringify(three)).toBe(JSON.stringify(one));
  });

  test("gives every strategy the same requests, and their latencies move together", async () => {
    const { measures } = await compareStrategies(scenario, optionsOf({ replications: 8 }));
    const requests = measures.find(({ measure }) => measure === "requests:count");
    const [first, second] = requests?.strategies.map(({ values }) => values) ?? [];
    expect(second).toEqual(first);
    const mean = measures.find(({ measure }) => measure === "response:avg");
    expect(mean?.pairs[0]?.correlation).toBeGreaterThan(0.5);
  });

  test("interrupted, compares the replications that every strategy has finished", async () => {
    const aborted = AbortSignal.abort();
    const { partial, replications, measures } = await compareStrategies(scenario, optionsOf({ signal: aborted }));
    expect([partial, replications]).toEqual([true, { planned: 6, finished: 0 }]);
    expect(measures.every(({ strategies }) => strategies.every(({ mean }) => mean === null))).toBe(true);
  });

  test("finds nothing changed since itself, and what got worse since a better past", async () => {
    const now = await compareStrategies(scenario, optionsOf());
    const same = await compareStrategies(scenario, optionsOf({ baseline: now }));
    expect(same.verdict).toBe("pass");
    expect(same.baseline?.paired).toBe(true);
    expect(same.baseline?.changes.every(({ verdict, interval }) => verdict === "same" && interval[0] === 0)).toBe(true);
    const faster = {
      ...now,
      measures: now.measures.map((measure) => ({
        ...measure,
        strategies: measure.strategies.map((each) => ({
          ...each,
          values: each.values.map((value) => (value === null ? null : 0.9 * value)),
        })),
      })),
    };
    const worse = await compareStrategies(scenario, optionsOf({ baseline: faster }));
    expect(worse.verdict).toBe("fail");
    const strangers = await compareStrategies(scenario, optionsOf({ baseline: { ...now, measures: [] } }));
    expect(strangers.verdict).toBe("inconclusive");
  });

  test("without a common seed compares with the past by Welch's test", async () => {
    const past = await compareStrategies(scenario, optionsOf({ seed: "bad" }));
    const now = await compareStrategies(scenario, optionsOf({ baseline: past }));
    expect(now.baseline?.paired).toBe(false);
    // At 95 % for all four changes of two right strategies; the seeds are fixed.
    expect(now.verdict).toBe("pass");
  });
});
