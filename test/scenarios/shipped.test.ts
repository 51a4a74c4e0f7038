import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { runScenario as RunScenario } from "../../src/experiment/runScenario.ts";
import type { parseScenario as ParseScenario } from "../../src/scenario/parseScenario.ts";

// Threads run compiled code only, so this suite takes the modules from where they were built.
const built = (path: string): string => new URL(`../../dist/${path}`, import.meta.url).href;
const { parseScenario }: { parseScenario: typeof ParseScenario } = await import(built("scenario/parseScenario.js"));
const { runScenario }: { runScenario: typeof RunScenario } = await import(built("experiment/runScenario.js"));

const folder = new URL("../../scenarios/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json") && !name.endsWith("schema.json"));

function read(file: string) {
  const parsed = parseScenario(readFileSync(new URL(file, folder), "utf8"), {
    path: file,
    readText: (path) => readFileSync(new URL(path, folder), "utf8"),
  });
  if (parsed.kind === "mistakes") throw new Error(parsed.mistakes.map(({ message }) => message).join("\n"));
  return parsed.scenario;
}

describe("the shipped scenarios", () => {
  it("are named as their files, describe themselves, and claim something", () => {
    expect(files.length).toBeGreaterThanOrEqual(12);
    for (const file of files) {
      const scenario = read(file);
      expect(`${scenario.name}.json`).toBe(file);
      expect(scenario.description.length).toBeGreaterThan(100);
      expect(scenario.checks.some(({ kind }) => kind === "conforms")).toBe(true);
    }
  });

  // Not the seed of the file: what a description promises must not hang on one seed. Every check that passes does so
  // with a false-alarm rate of 1e-9 or by a wide margin of the model, so a failure here is news.
  it.each(files)("end as described under a seed of their own and another: %s", async (file) => {
    const scenario = read(file);
    for (const seed of [scenario.seed, "5eed0f2"]) {
      const result = await runScenario(scenario, { seed, replay: "again" });
      const failed = result.checks
        .filter(({ verdict }) => verdict !== "pass")
        .map(({ id, verdict }) => `${id}: ${verdict}`);
      expect(failed, `seed ${seed}`).toEqual(
        scenario.mustFail.map((id) => `${id}: fail`).sort(byOrderIn(result.checks)),
      );
      expect(result.asIntended).toBe(true);
    }
  });
});

function byOrderIn(checks: readonly { readonly id: string }[]): (a: string, b: string) => number {
  const place = (line: string): number => checks.findIndex(({ id }) => line.startsWith(`${id}:`));
  return (a, b) => place(a) - place(b);
}
