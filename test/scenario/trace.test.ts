import { expect, test } from "vitest";
import { parseScenario } from "../../src/scenario/parseScenario.ts";
import { sound } from "./faults.ts";
import { mistakesIn, parsed } from "./parsed.ts";

const trace = { kind: "trace", format: "azure-llm", file: "traces/day.csv" };
const rows = [
  "TIMESTAMP,ContextTokens,GeneratedTokens",
  "2024-05-10 00:00:00.0,374,44",
  "2024-05-10 00:00:01.5,396,109",
];
const files = { "traces/day.csv": `${rows.join("\n")}\n` };

function replaying(arrivals: unknown, timeline: unknown = []): string {
  return JSON.stringify({ ...sound, traffic: { arrivals }, timeline, checks: [], mustFail: [] });
}

test("a trace is read from the folder of the scenario, with its sizes", () => {
  const { traffic } = parsed(replaying({ ...trace, rateScale: 2, loop: true }), files);
  expect(traffic).toEqual({
    arrivals: {
      kind: "trace",
      file: "traces/day.csv",
      rateScale: 2,
      loop: true,
      rows: {
        atMs: Float64Array.of(0, 1500),
        promptTokens: Float64Array.of(374, 396),
        outputTokens: Float64Array.of(44, 109),
      },
    },
    prompt: { kind: "fixed", value: 0 },
    output: { kind: "fixed", value: 1 },
    attempts: 1,
  });
});

test("is played as it is unless told otherwise, and read once", () => {
  const read: string[] = [];
  const again = [{ at: "1m", action: "traffic", arrivals: trace }];
  const reading = parseScenario(replaying(trace, again), {
    path: "test.json",
    readText: (path) => {
      read.push(path);
      return files["traces/day.csv"];
    },
  });
  expect(reading.kind === "scenario" && reading.scenario.traffic.arrivals).toMatchObject({ rateScale: 1, loop: false });
  expect(read).toEqual(["traces/day.csv"]);
});

test("mistakes of a trace are told with its own file, line and column, after those of the scenario", () => {
  const broken = { "traces/day.csv": files["traces/day.csv"].replace("374", "many") };
  const text = replaying(trace).replace('"version":1', '"version":2');
  const reading = parseScenario(text, { path: "deep/down/test.json", readText: () => broken["traces/day.csv"] });
  expect(
    reading.kind === "mistakes" &&
      reading.mistakes.map(({ file, path, line, column }) => ({ file, path, line, column })),
  ).toEqual([
    { file: undefined, path: "version", line: 1, column: 12 },
    { file: "deep/down/traces/day.csv", path: "traffic.arrivals.file", line: 2, column: 23 },
  ]);
});

test.each(["/etc/day.csv", "C:\\day.csv", "\\\\host\\day.csv", ""])("a trace is not sought at %j", (file) => {
  expect(mistakesIn(replaying({ ...trace, file }), { [file]: files["traces/day.csv"] })).toEqual([
    expect.stringMatching(/traffic\.arrivals\.file: expected a path relative to the folder of the scenario/),
  ]);
});

test("a trace of one instant cannot be looped", () => {
  const still = { "traces/day.csv": rows.slice(0, 2).join("\n") };
  expect(mistakesIn(replaying({ ...trace, loop: true }), still)).toEqual([expect.stringContaining("cannot be looped")]);
  expect(parsed(replaying(trace), still).traffic.arrivals.kind).toBe("trace");
});
