import fc from "fast-check";
import { expect, test } from "vitest";
import type { Mistake } from "../../src/scenario/mistake.ts";
import { parseScenario } from "../../src/scenario/parseScenario.ts";
import { arbitraryScenario } from "./arbitraryScenario.ts";
import { gradualMigration } from "./gradualMigration.ts";
import { mutatedJson } from "./mutatedJson.ts";
import { parsed } from "./parsed.ts";
import { writeScenario } from "./writeScenario.ts";

const source = { path: "test.json", readText: (): undefined => undefined };

/** The mistakes that break what must hold of every mistake: a sentence, and a place that is in the text. */
function badMistakes(text: string): readonly Mistake[] {
  const reading = parseScenario(text, source);
  const lengths = text.split(/\r\n|\n|\r/).map((line) => line.length);
  const mistakes = reading.kind === "mistakes" ? reading.mistakes : [];
  return mistakes.filter(({ line, column, message }) => {
    const inText = column >= 1 && column <= (lengths[line - 1] ?? Number.NEGATIVE_INFINITY) + 1;
    return !inText || !/\S/.test(message) || /undefined|NaN|\[object/.test(message);
  });
}

test("a scenario that is written and read comes back as it was", () => {
  fc.assert(
    fc.property(arbitraryScenario, (scenario) => {
      expect(parsed(writeScenario(scenario))).toEqual(scenario);
    }),
    { numRuns: 150 },
  );
});

test("no text makes it throw", () => {
  const jsonLike = fc.string({ unit: fc.constantFrom(..."{}[]\",:\\ \n\t0123-.eEtruefalsnl/*'a\u0000\ud800") });
  const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }), jsonLike, fc.json());
  fc.assert(
    fc.property(text, (text) => badMistakes(text).length === 0),
    { numRuns: 500 },
  );
});

test("no mutation of a valid scenario makes it throw, and every mistake has a place in the text", () => {
  const text = fc.oneof(fc.constant(gradualMigration), arbitraryScenario.map(writeScenario));
  fc.assert(
    fc.property(mutatedJson(text), (text) => badMistakes(text).length === 0),
    { numRuns: 300 },
  );
});

test("no part of a valid text, cut off or left out, makes it throw", () => {
  const cut = fc.tuple(fc.nat(gradualMigration.length), fc.nat(gradualMigration.length));
  fc.assert(
    fc.property(cut, ([a, b]) => {
      const text = gradualMigration.slice(0, Math.min(a, b)) + gradualMigration.slice(Math.max(a, b));
      return badMistakes(text).length === 0;
    }),
    { numRuns: 500 },
  );
});

test("spaces and line breaks between the words change nothing", () => {
  const value: unknown = JSON.parse(gradualMigration);
  const scenario = parsed(gradualMigration);
  for (const indent of [0, 1, 8, "\t"]) expect(parsed(JSON.stringify(value, undefined, indent))).toEqual(scenario);
  expect(parsed(`\uFEFF${gradualMigration.replaceAll("\n", "\r\n")}`)).toEqual(scenario);
});

test("texts too long or nested too deep are refused with a reason", () => {
  const refusal = (text: string): string => {
    const reading = parseScenario(text, source);
    return reading.kind === "mistakes" ? reading.mistakes.map(({ message }) => message).join() : "read";
  };
  expect(refusal(`"${"x".repeat(10_000_000)}"`)).toBe("too long: 10000002 bytes, of which at most 10000000 are read");
  expect(refusal(`"${"é".repeat(5_000_000)}"`)).toMatch(/^too long: 10000002 bytes/);
  expect(refusal("[".repeat(1_000_000))).toBe("nested too deep: at most 64 levels are read");
  expect(refusal('{"a":'.repeat(1_000_000))).toBe("nested too deep: at most 64 levels are read");
  expect(refusal(`[${"1,".repeat(300_000)}1]`)).toBe("too long: at most 250000 values are read");
});

test("a migration reads as it is printed", () => {
  const { router, fleet, traffic, timeline, checks, ...head } = parsed(gradualMigration);
  expect(head).toEqual({
    name: "gradual-migration-80-20",
    description: "",
    seed: "7f3a",
    durationMs: 1_800_000,
    drainLimitMs: 600_000,
    replications: 20,
    mustFail: [],
  });
  expect(router).toEqual({ id: "my-router", strategy: "weighted-random", deployments: ["current-deployment"] });
  expect(fleet.map(({ name, replicas, createdAtMs }) => ({ name, replicas, createdAtMs }))).toEqual([
    { name: "current-deployment", replicas: 4, createdAtMs: 0 },
    { name: "new-deployment", replicas: 0, createdAtMs: 0 },
  ]);
  expect(fleet[1]).toMatchObject({
    weight: 1,
    startup: { kind: "lognormal", medianMs: 90_000, p99Ms: 240_000 },
    balancing: "pooled",
    replica: { kind: "batching", profile: "llama2-70b-h100-tp8", baseMs: 29.86, perSequenceMs: 0.307 },
  });
  expect(traffic).toEqual({
    arrivals: { kind: "poisson", ratePerSecond: 40 },
    prompt: { kind: "lognormal", median: 900, p99: 6000 },
    output: { kind: "geometric", mean: 220 },
    attempts: 1,
  });
  expect(timeline).toEqual([
    { id: "add", atMs: 300_000, kind: "scale", deployment: "new-deployment", replicas: 1 },
    {
      id: "update-router",
      atMs: 300_000,
      kind: "update-router",
      deployments: ["current-deployment", "new-deployment"],
    },
    { id: "scale-new-deployment", atMs: 720_000, kind: "scale", deployment: "new-deployment", replicas: 4 },
    {
      id: "scale-current-deployment",
      atMs: 1_080_000,
      kind: "scale",
      deployment: "current-deployment",
      replicas: 0,
      drainMs: 60_000,
    },
    { id: "update-router-2", atMs: 1_440_000, kind: "update-router", deployments: ["new-deployment"] },
  ]);
  expect(checks).toEqual([
    {
      id: "split",
      kind: "split",
      fromMs: 600_000,
      toMs: 720_000,
      expect: [
        { deployment: "current-deployment", share: 0.8 },
        { deployment: "new-deployment", share: 0.2 },
      ],
      margin: 0.01,
      flake: 1e-9,
      miss: 1e-6,
    },
    { id: "conforms", kind: "conforms", fromMs: 0, toMs: 1_800_000, flake: 1e-9, miss: 1e-6 },
    { id: "converges", kind: "converges", after: "add", withinMs: 300_000, margin: 0.01, flake: 1e-9 },
    { id: "no-loss", kind: "no-loss", fromMs: 0, toMs: 1_800_000 },
    {
      id: "threshold",
      kind: "threshold",
      metric: { name: "ttft", deployment: "new-deployment" },
      limit: { statistic: { kind: "quantile", q: 0.95 }, comparison: "<", bound: 500 },
      text: "p(95)<500ms",
      fromMs: 720_000,
      toMs: 1_800_000,
    },
  ]);
});
