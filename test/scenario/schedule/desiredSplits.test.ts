import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseScenario } from "../../../src/scenario/parseScenario.ts";
import { desiredSplits } from "../../../src/scenario/schedule/desiredSplits.ts";
import type { SplitSchedule } from "../../../src/scenario/schedule/splitSchedule.ts";

const folder = new URL("../../../scenarios/", import.meta.url);

function splitsOf(file: string): SplitSchedule {
  const reading = parseScenario(readFileSync(new URL(file, folder), "utf8"), {
    path: file,
    readText: (path) => readFileSync(new URL(path, folder), "utf8"),
  });
  if (reading.kind === "mistakes") throw new Error(`${file}: ${reading.mistakes[0]?.message}`);
  return desiredSplits(reading.scenario);
}

const files = readdirSync(folder).filter((file) => file.endsWith(".json") && !file.endsWith("schema.json"));

describe("the splits that a scenario asks for", () => {
  test.each(files)(
    "%s: phases follow one another, each different from the one before, each with somebody to route to",
    (file) => {
      const { deployments, phases } = splitsOf(file);
      for (const [i, phase] of phases.entries()) {
        expect(phase.fromMs).toBeLessThan(phase.toMs);
        expect(phase.units).toHaveLength(deployments.length);
        expect(phase.units.some((unit) => unit > 0)).toBe(true);
        const before = phases[i - 1];
        if (before !== undefined) expect(phase.fromMs).toBeGreaterThanOrEqual(before.toMs);
        if (before?.toMs === phase.fromMs) expect(phase.units).not.toEqual(before.units);
      }
    },
  );

  test("are those of the worked migration", () => {
    expect(splitsOf("gradual-migration-80-20.json")).toEqual({
      deployments: ["current-deployment", "new-deployment"],
      phases: [
        { name: "start", fromMs: 0, toMs: 300_000, units: [4, 0] },
        { name: "route-to-both", fromMs: 300_000, toMs: 780_000, units: [4, 1] },
        { name: "grow-new", fromMs: 780_000, toMs: 1_200_000, units: [4, 4] },
        { name: "shrink-current", fromMs: 1_200_000, toMs: 1_440_000, units: [1, 4] },
        { name: "empty-current", fromMs: 1_440_000, toMs: 1_800_000, units: [0, 4] },
      ],
    });
  });
});
