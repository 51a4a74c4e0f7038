import { describe, expect, test } from "vitest";
import { countPoints } from "../../../src/experiment/sweep/cellPoints.ts";
import { planSweep } from "../../../src/experiment/sweep/planSweep.ts";
import type { SweepPlan } from "../../../src/experiment/sweep/sweepPlan.ts";
import { formatMistake } from "../../../src/scenario/formatMistake.ts";
import { steadyScenario } from "../../cli/steadyScenario.ts";
import { parsedStudy, studyText } from "../../scenario/study/studyText.ts";

type Fields = Readonly<Record<string, unknown>>;
type Files = Readonly<Record<string, string>>;

function planOf(others: Fields = {}, build = "test", files: Files = {}): SweepPlan {
  const planning = planSweep(parsedStudy(studyText(others), files), build);
  if (planning.kind === "mistakes") throw new Error(JSON.stringify(planning.mistakes));
  return planning.plan;
}

function mistakesOf(others: Fields, files: Files = {}): readonly string[] {
  const planning = planSweep(parsedStudy(studyText(others), files), "test");
  return planning.kind === "plan" ? [] : planning.mistakes.map((mistake) => formatMistake(mistake, "study.json"));
}

const load = { name: "load", path: "traffic.arrivals.rate", values: ["50/s", "100/s"] };
const length = { name: "length", path: "duration", values: ["10s", "20s", "30s"] };

describe("the cells of a study", () => {
  test("are every point under every strategy with every seed, the last parameter changing fastest", () => {
    const { points, cells, seeds } = planOf({ parameters: [load, length] });
    expect(points.map(({ values }) => values)).toEqual(
      load.values.flatMap((rate) => length.values.map((duration) => [rate, duration])),
    );
    expect(points.map(({ scenario }) => scenario.durationMs)).toEqual([10, 20, 30, 10, 20, 30].map((s) => 1000 * s));
    expect(points.map(({ requests }) => requests)).toEqual([500, 1000, 1500, 1000, 2000, 3000]);
    expect(cells).toHaveLength(6 * 2 * 2);
    expect(cells.slice(0, 4).map(({ point, strategyName, seed }) => [point, strategyName, seed])).toEqual([
      [0, "weighted-random", seeds[0]],
      [0, "weighted-random", seeds[1]],
      [0, "least-request (choices 2)", seeds[0]],
      [0, "least-request (choices 2)", seeds[1]],
    ]);
    expect(new Set(cells.map(({ key }) => key)).size).toBe(24);
  });

  test("of a list take the values together, and several places get the same one", () => {
    const both = { name: "replicas", path: ["fleet.blue.replicas", "fleet.green.replicas"], values: [1, 2] };
    const { points } = planOf({ design: "list", parameters: [load, both] });
    expect(points.map(({ values }) => values)).toEqual([
      ["50/s", 1],
      ["100/s", 2],
    ]);
    expect(points.map(({ scenario }) => scenario.fleet.map(({ replicas }) => replicas))).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  test("without parameters are one point; without strategies, the scenario's own", () => {
    const { cells } = planOf({ parameters: undefined, strategies: undefined, seeds: ["a", "b"] });
    expect(cells.map(({ strategy, strategyName, seed }) => [strategy, strategyName, seed])).toEqual([
      [undefined, "weighted-random", "a"],
      [undefined, "weighted-random", "b"],
    ]);
  });

  test("have the study's own seed first, and the same seeds however many are asked for", () => {
    const three = planOf({ seeds: 3, seed: "7f3a" }).seeds;
    expect(three[0]).toBe("7f3a");
    expect(planOf({ seeds: 5, seed: "7f3a" }).seeds.slice(0, 3)).toEqual(three);
    expect(new Set(three).size).toBe(3);
  });

  test("are counted before they are made", () => {
    const values = Array.from({ length: 1000 }, (_, i) => i + 1);
    const parameters = ["fleet.blue.replicas", "fleet.green.replicas", "replications"].slice(0, 2).map((path, i) => ({
      name: `p${i}`,
      path,
      values,
    }));
    expect(mistakesOf({ parameters })).toEqual([
      "study.json:1:1: too many cells: at most 100000 are played, got 1000000 points x 2 strategies x 2 seeds = 4000000",
    ]);
    expect(countPoints(parsedStudy(studyText({ parameters })))).toBe(1e6);
  });
});

describe("the key of a cell", () => {
  const keys = (others: Fields, build?: string, files?: Files): string =>
    JSON.stringify(planOf(others, build, files).cells.map(({ key }) => key));
  const steady = (others: Fields = {}): unknown => JSON.parse(steadyScenario("steady", others));
  const usual = keys({});

  test.each<[string, Fields]>([
    ["the scenario", { scenario: steady({ duration: "2m" }) }],
    ["a value", { parameters: [{ ...load, values: ["50/s", "101/s"] }] }],
    ["a strategy", { strategies: ["weighted-random", { name: "least-request", choices: 3 }] }],
    ["a seed", { seed: "2" }],
    ["the replications", { replications: 2 }],
    ["a measure", { measures: ["response:avg", "response:p99"] }],
    ["a phase", { phases: ["start"] }],
  ])("changes with %s", (_, others) => {
    expect(keys(others)).not.toBe(usual);
  });

  test("changes with the build and with the text of a trace", () => {
    expect(keys({}, "another build")).not.toBe(usual);
    const traffic = { arrivals: { kind: "trace", format: "azure-llm", file: "t.csv" } };
    const files = (tokens: number): Files => ({
      "s.json": steadyScenario("s", { traffic }),
      "t.csv": `TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.0,${tokens},4\n2023-11-16 18:17:04.0,5,6\n`,
    });
    const others = { scenario: "s.json", parameters: [length] };
    expect(keys(others, "test", files(1))).not.toBe(keys(others, "test", files(2)));
  });

  test("does not change with what decides nothing", () => {
    const described = steady({ name: "other", description: "d", seed: "77", replications: 9 });
    expect(keys({ scenario: described, seed: "1", description: "e" })).toBe(keys({ seed: "1" }));
    expect(keys({ scenario: "s.json" }, "test", { "s.json": steadyScenario("steady") })).toBe(usual);
  });
});

describe("a mistake that the values make", () => {
  test("is told of the value, with the cell and the place in the scenario, once", () => {
    const parameters = [{ ...load, values: ["50/s", "100"] }, length];
    expect(mistakesOf({ parameters })).toEqual([
      expect.stringMatching(
        /^study\.json:\d+:\d+ parameters\[0\]\.values\[1\]: with "load" at "100" \(cell 13, load=100 length=10s\), traffic\.arrivals\.rate: expected a rate .*100 could mean 100\/s or 100\/m/,
      ),
    ]);
  });

  test("is told with the first cell that it is in, whatever is wrong with those before", () => {
    const parameters = [{ ...load, values: ["5", "50/s", "100"] }];
    const cells = mistakesOf({ parameters }).map((line) => /\(cell \d+, load=\d+\)/.exec(line)?.[0]);
    expect(cells).toEqual(["(cell 1, load=5)", "(cell 9, load=100)"]);
  });

  test("is told of the path when the field has no such name", () => {
    const parameters = [{ name: "refresh", path: "router.loadRefesh", values: ["1s"] }];
    expect(mistakesOf({ parameters })).toEqual([
      expect.stringMatching(/parameters\[0\].* router\.loadRefesh: unknown field \(did you mean "loadRefresh"\?\)/),
    ]);
  });

  test("that lies in the scenario as it is written is told at its own place", () => {
    const files = { "s.json": steadyScenario("s", { drainLimit: "soon" }) };
    expect(mistakesOf({ scenario: "s.json" }, files)).toEqual([
      expect.stringMatching(/^s\.json:\d+:\d+ drainLimit: expected a duration/),
    ]);
    expect(mistakesOf({ scenario: JSON.parse(steadyScenario("s", { drainLimit: "soon" })) })).toEqual([
      expect.stringMatching(/^study\.json:\d+:\d+ scenario\.drainLimit: expected a duration/),
    ]);
  });

  test("between values that do not agree names the cell", () => {
    const timeline = [{ at: "50s", action: "scale", deployment: "blue", replicas: 1 }];
    const scenario = JSON.parse(steadyScenario("s", { timeline }));
    const [line] = mistakesOf({ scenario, parameters: [length] });
    expect(line).toMatch(/parameters: in cell 1, length=10s, timeline\[0\]\.at: /);
  });

  test("in a measure or a phase is told there", () => {
    expect(mistakesOf({ measures: ["response{deployment:blu}:avg"] })).toEqual([
      expect.stringMatching(/measures\[0\]: the scenario has no deployment "blu" \(did you mean "blue"\?\)/),
    ]);
    expect(mistakesOf({ phases: ["totl"] })).toEqual([
      expect.stringMatching(/phases\[0\]: expected "all" or "total" or "start", got "totl" \(did you mean "total"\?\)/),
    ]);
  });
});

test("a trace is parsed once for all points", () => {
  const traffic = { arrivals: { kind: "trace", format: "azure-llm", file: "t.csv" } };
  const files = {
    "s.json": steadyScenario("s", { traffic }),
    "t.csv": "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.0,3,4\n2023-11-16 18:17:04.0,5,6\n",
  };
  const { points } = planOf({ scenario: "s.json", parameters: [length] }, "test", files);
  const rows = points.map(
    ({ scenario }) => scenario.traffic.arrivals.kind === "trace" && scenario.traffic.arrivals.rows,
  );
  expect(rows[0]).toBeTruthy();
  expect(rows.every((each) => each === rows[0])).toBe(true);
});
