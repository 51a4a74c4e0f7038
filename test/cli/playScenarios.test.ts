import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Interruption } from "../../src/cli/interruption.ts";
import type { PlayPorts } from "../../src/cli/playPorts.ts";
import { playScenarios } from "../../src/cli/playScenarios.ts";
import { type RunArguments, readRunRequest } from "../../src/cli/runRequest.ts";
import { silentProgress } from "../../src/cli/silentProgress.ts";
import type { RunResult, Verdict } from "../../src/experiment/result.ts";
import type { RunOptions } from "../../src/experiment/runOptions.ts";
import { migration } from "../report/fixtures/migration.ts";
import { type RecordingTerminal, recordingTerminal } from "./recordingTerminal.ts";
import { steadyScenario } from "./steadyScenario.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

interface Played {
  readonly code: number;
  readonly terminal: RecordingTerminal;
  /** The options that each run was given. */
  readonly runs: readonly RunOptions[];
}

/** Plays with an engine that gives these verdicts, one scenario after the other, or throws where it has none. */
async function play(
  typed: RunArguments,
  verdicts: readonly Verdict[],
  others: Partial<PlayPorts> = {},
): Promise<Played> {
  const reading = readRunRequest(typed);
  if (reading.kind === "mistakes") throw new Error(reading.lines.join("\n"));
  const terminal = recordingTerminal();
  const runs: RunOptions[] = [];
  const runScenario: PlayPorts["runScenario"] = async ({ scenario: { name } }, options): Promise<RunResult> => {
    const verdict = verdicts[runs.length];
    runs.push(options);
    if (verdict === undefined) throw new Error("the workers keep dying");
    return { ...migration, scenario: { ...migration.scenario, name }, verdict, replay: options.replay };
  };
  const ports = { terminal, interruption: undisturbed(), runScenario, progressView: () => silentProgress, ...others };
  return { code: await playScenarios(reading.request, ports), terminal, runs };
}

function undisturbed(): Interruption {
  return { signal: new AbortController().signal, exitCode: () => undefined, release: () => {} };
}

test("one bad scenario among good ones: every mistake is told with its place, nothing is played or written", async () => {
  const folder = temporaryFolder();
  const good = folder.file("good.json", steadyScenario("good"));
  const bad = folder.file("bad.json", steadyScenario("bad", { duration: 30, surprise: true }));
  const target = join(folder.path, "{name}.out.json");
  const { code, terminal, runs } = await play({ scenario: [good, bad, "nowhere.json"], output: [`json=${target}`] }, [
    "pass",
  ]);
  expect(code).toBe(2);
  expect(runs).toHaveLength(0);
  expect(terminal.results()).toBe("");
  expect(readdirSync(folder.path).sort()).toEqual(["bad.json", "good.json"]);
  expect(terminal.messages()).toMatch(/bad\.json:4:\d+ duration: /);
  expect(terminal.messages()).toMatch(/bad\.json:\d+:\d+ .*surprise/);
  expect(terminal.messages()).toMatch(/nowhere\.json: cannot be read: ENOENT: no such file or directory\n/);
});

test.for([
  [["pass", "pass"], 0],
  [["pass", "inconclusive"], 3],
  [["fail", "inconclusive"], 1],
  [["inconclusive", "fail", "pass"], 1],
  [["fail", "error", "pass"], 4],
] as const)("the worst of %j gives exit code %i", async ([verdicts, expected]) => {
  const folder = temporaryFolder();
  const scenario = verdicts.map((_, index) => folder.file(`${index}.json`, steadyScenario(`number-${index}`)));
  const { code, terminal, runs } = await play({ scenario }, verdicts);
  expect(code).toBe(expected);
  expect(runs).toHaveLength(verdicts.length);
  expect(terminal.results().match(/^Verdict: /gm)).toHaveLength(verdicts.length);
});

test("the exit code of a failed check can be another, that of the rest cannot", async () => {
  const path = temporaryFolder().file("a.json", steadyScenario("a"));
  expect((await play({ scenario: [path], exitCodeOnFail: "0" }, ["fail"])).code).toBe(0);
  expect((await play({ scenario: [path], exitCodeOnFail: "99" }, ["fail"])).code).toBe(99);
  expect((await play({ scenario: [path], exitCodeOnFail: "99" }, ["inconclusive"])).code).toBe(3);
});

test("a report that cannot be written ends in 4, with the result on stdout and the other reports written", async () => {
  const folder = temporaryFolder();
  const path = folder.file("a.json", steadyScenario("a"));
  const output = [`json=${join(folder.path, "missing", "a.json")}`, `junit=${join(folder.path, "a.xml")}`];
  const { code, terminal } = await play({ scenario: [path], output }, ["pass"]);
  expect(code).toBe(4);
  expect(terminal.results()).toMatch(/\nVerdict: pass\n$/);
  expect(terminal.messages()).toMatch(/missing\/a\.json: the json report cannot be written: ENOENT: no such file/);
  expect(readFileSync(join(folder.path, "a.xml"), "utf8")).toContain("<testsuites");
  expect(existsSync(join(folder.path, "missing"))).toBe(false);
});

test("a run that cannot be played ends in 4 and a sentence; the next scenario is played all the same", async () => {
  const folder = temporaryFolder();
  const scenario = ["a", "b"].map((name) => folder.file(`${name}.json`, steadyScenario(name)));
  const { code, terminal, runs } = await play({ scenario }, []);
  expect(code).toBe(4);
  expect(runs).toHaveLength(2);
  expect(terminal.messages()).toMatch(/b\.json: the run could not be played: the workers keep dying\n$/);
});

test("reports of several scenarios need {name} in their path", async () => {
  const folder = temporaryFolder();
  const scenario = ["a", "b/c"].map((name, index) =>
    folder.file(`${index}.json`, steadyScenario(name.replace("/", "-"))),
  );
  const together = await play({ scenario, output: [`json=${join(folder.path, "out.json")}`] }, ["pass", "pass"]);
  expect(together.code).toBe(2);
  expect(together.runs).toHaveLength(0);
  const apart = await play({ scenario, output: [`json=${join(folder.path, "{name}.out.json")}`] }, ["pass", "pass"]);
  expect(apart.code).toBe(0);
  expect(readdirSync(folder.path).sort()).toEqual(["0.json", "1.json", "a.out.json", "b-c.out.json"]);
});

test("options go to the engine, and the replay command names what fixes the run", async () => {
  const path = temporaryFolder().file("a b.json", steadyScenario("a"));
  const typed = { scenario: [path], seed: "007F", strategy: "even-load", workers: "3", replications: "7" };
  const { runs } = await play(typed, ["pass"]);
  expect(runs[0]).toMatchObject({ seed: "7f", strategy: "even-load", workers: 3, replications: 7 });
  expect(runs[0]?.replay).toBe(`shuntyard run '${path}' --seed 7f --replications 7 --strategy even-load`);
  const plain = await play({ scenario: [path] }, ["pass"]);
  expect(plain.runs[0]?.replay).toBe(`shuntyard run '${path}' --seed 1 --replications 4`);
});

test("requests are replications enough to bring them", async () => {
  const path = temporaryFolder().file("a.json", steadyScenario("a"));
  expect((await play({ scenario: [path], requests: "1e6" }, ["pass"])).runs[0]?.replications).toBe(167);
  const tooMany = await play({ scenario: [path], requests: "1e12" }, ["pass"]);
  expect(tooMany.code).toBe(2);
  expect(tooMany.terminal.messages()).toContain("more than the 100000 allowed");
});

test("after an interruption the partial report is printed, nothing more is played, and the signal gives the code", async () => {
  const folder = temporaryFolder();
  const scenario = ["a", "b"].map((name) => folder.file(`${name}.json`, steadyScenario(name)));
  const controller = new AbortController();
  let played = 0;
  const { code, terminal } = await play({ scenario }, [], {
    interruption: { signal: controller.signal, exitCode: () => 130, release: () => {} },
    runScenario: async () => {
      played++;
      controller.abort();
      return { ...migration, partial: true };
    },
  });
  expect(code).toBe(130);
  expect(played).toBe(1);
  expect(terminal.results()).toContain("CUT SHORT");
});

test("with --json each scenario is one document on stdout and nothing else", async () => {
  const folder = temporaryFolder();
  const scenario = ["a", "b"].map((name) => folder.file(`${name}.json`, steadyScenario(name)));
  const { terminal } = await play({ scenario, json: true }, ["pass", "fail"]);
  const documents = terminal.results().split(/(?<=^\}\n)/m);
  expect(documents.map((text) => JSON.parse(text).scenario.name)).toEqual(["a", "b"]);
});
