import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStudy } from "../../../src/scenario/study/parseStudy.ts";
import { steadyScenario } from "../../cli/steadyScenario.ts";
import { mutatedJson } from "../mutatedJson.ts";
import { parsedStudy, studyMistakes, studyText } from "./studyText.ts";

const load = { name: "load", path: "traffic.arrivals.rate", values: ["50/s", "100/s"] };

describe("a study without a mistake", () => {
  test("is what it says", () => {
    const { scenario: _, locate: __, measures, ...study } = parsedStudy(studyText({ seed: "007F3A" }));
    expect(study).toEqual({
      description: "",
      strategies: ["weighted-random", { name: "least-request", choices: 2 }],
      parameters: [
        { name: "load", paths: [["traffic", "arrivals", "rate"]], values: { kind: "list", list: ["50/s", "100/s"] } },
      ],
      design: { kind: "grid" },
      seeds: 2,
      seed: "7f3a",
      replications: 1,
      phases: ["total"],
    });
    expect(measures.map(({ text }) => text)).toEqual(["response:avg", "errors:rate"]);
  });

  test("has the seed of its scenario unless it says another", () => {
    const scenario = JSON.parse(steadyScenario("steady", { seed: "BEE" }));
    expect(parsedStudy(studyText({ scenario })).seed).toBe("bee");
    expect(parsedStudy(studyText()).seed).toBe("1");
  });

  test("may name its scenario, whose folder its traces count from", () => {
    const text = studyText({ scenario: "../there/steady.json" });
    const { scenario } = parsedStudy(text, { "../there/steady.json": steadyScenario("steady"), "../there/t.csv": "t" });
    expect(scenario).toMatchObject({ path: "../there/steady.json", inline: false, mistakes: [] });
    expect(scenario.readText("t.csv")).toBe("t");
  });

  test("may have a scenario that only its values make whole", () => {
    const scenario = JSON.parse(steadyScenario("steady", { traffic: { arrivals: { kind: "poisson", rate: null } } }));
    expect(parsedStudy(studyText({ scenario })).scenario.mistakes).toHaveLength(1);
  });
});

describe("mistakes", () => {
  test.each([
    [{ version: 2 }, /^\d+:\d+ version: expected 1, got 2$/],
    [{ measurs: [] }, /measurs: unknown field \(did you mean "measures"\?\)/],
    [{ measures: undefined }, /measures: missing/],
    [{ measures: [] }, /measures: expected at least 1 entry, got none/],
    [{ measures: ["respons:avg"] }, /measures\[0\]: .*did you mean "response"/],
    [{ measures: ["errors:rate", " errors:rate"] }, /measures\[1\]: "errors:rate" is there twice/],
    [{ strategies: ["even-laod"] }, /strategies\[0\]: .*did you mean "even-load"/],
    [{ strategies: ["stride", "stride"] }, /strategies\[1\]: "stride" is there twice/],
    [{ design: "gird" }, /design: .*did you mean "grid"/],
    [{ design: { latinHypercube: 0 } }, /design\.latinHypercube: expected a whole number from 1/],
    [{ seeds: 0 }, /seeds: expected a whole number/],
    [{ seeds: ["a", "00A"] }, /seeds\[1\]: "a" is there twice/],
    [{ seeds: ["xyz"] }, /seeds\[0\]: expected 1 to 32 hexadecimal digits/],
    [{ seed: 5 }, /seed: expected 1 to 32 hexadecimal digits, got 5/],
    [{ phases: ["total", "total"] }, /phases\[1\]: "total" is there twice/],
    [{ scenario: "nowhere.json" }, /scenario: the file "nowhere.json" cannot be read/],
    [{ scenario: 5 }, /scenario: expected the path of a scenario file/],
    [
      { parameters: [{ ...load, path: "trafic.arrivals.rate" }] },
      /path: the scenario has no "trafic" \(did you mean "traffic"\?\)/,
    ],
    [{ parameters: [{ ...load, path: "traffic..rate" }] }, /path: expected a path such as/],
    [{ parameters: [{ ...load, path: "seed" }] }, /path: a cell has a seed of its own/],
    [{ parameters: [{ ...load, path: "router.strategy" }] }, /path: "strategies" says already/],
    [{ parameters: [{ ...load, name: "Seed" }] }, /name: every result has a column of this name/],
    [
      { parameters: [load, { ...load, name: "LOAD", path: "duration" }] },
      /\[1\]\.name: there is a parameter of this name/,
    ],
    [{ parameters: [load, { ...load, name: "b", path: "traffic" }] }, /\[1\]\.path: traffic is set by "load" already/],
    [{ parameters: [{ ...load, values: [] }] }, /values: expected at least 1 entry/],
    [{ parameters: [{ ...load, values: ["1/s", "1/s"] }] }, /values\[1\]: this value is there twice/],
    [{ parameters: [{ name: "a", path: "duration" }] }, /expected either "values" or "range", got neither/],
    [{ parameters: [{ ...load, range: { from: 0, to: 1 } }] }, /got both/],
    [
      { parameters: [{ name: "a", path: "duration", range: { from: 0, to: 1 } }] },
      /range: a range goes with the design/,
    ],
    [
      { design: { latinHypercube: 2 }, parameters: [{ name: "a", path: "duration", range: { from: 2, to: 1 } }] },
      /range\.to: expected more than "from", which is 2, got 1/,
    ],
    [
      { design: "list", parameters: [load, { name: "b", path: "duration", values: ["1m"] }] },
      /\[1\]\.values: the design "list" takes the i-th value of each: expected 2 values as "load" has, got 1/,
    ],
  ])("%j", (others, said) => {
    const mistakes = studyMistakes(studyText(others));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(said);
  });

  test("are all told at once, each with its line", () => {
    const text = studyText({
      measures: ["respons:avg"],
      seeds: 0,
      parameters: [{ ...load, path: "trafic" }, { name: "" }],
    });
    const lines = studyMistakes(text);
    expect(lines.length).toBeGreaterThanOrEqual(4);
    for (const line of lines) expect(line).toMatch(/^\d+:\d+ /);
  });

  test("a scenario file that is no JSON, or has a field twice, is told with its own place", () => {
    const text = studyText({ scenario: "s.json" });
    expect(studyMistakes(text, { "s.json": "{" })[0]).toMatch(/scenario: s\.json:1:2: not valid JSON/);
    expect(studyMistakes(text, { "s.json": "[]" })[0]).toMatch(/scenario: s\.json: expected an object/);
    const twice = steadyScenario("steady").replace("{", '{"version": 1,');
    expect(studyMistakes(text, { "s.json": twice })[0]).toMatch(/scenario: s\.json:\d+:\d+ version: duplicate key/);
  });

  test("whatever the text, reading it never throws", () => {
    fc.assert(
      fc.property(mutatedJson(fc.constant(studyText())), (text) => {
        const reading = parseStudy(text, { path: "s.json", readText: () => undefined });
        if (reading.kind === "mistakes") expect(reading.mistakes.length).toBeGreaterThan(0);
      }),
    );
  });
});
