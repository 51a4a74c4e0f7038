import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { performCommandLine } from "../../src/cli/performCommandLine.ts";
import { recordingTerminal } from "./recordingTerminal.ts";
import { steadyScenario } from "./steadyScenario.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

async function perform(...argv: readonly string[]): Promise<{ code: number; results: string; messages: string }> {
  const terminal = recordingTerminal();
  const code = await performCommandLine(argv, terminal);
  return { code, results: terminal.results(), messages: terminal.messages() };
}

test.for([
  [["rnu", "a.json"], 'unknown command "rnu" (did you mean "run"?)'],
  [["run", "a.json", "--replicatons", "3"], 'Unknown argument: replicatons (did you mean "replications"?)'],
  [["run", "a.json", "--unrelated"], "Unknown argument: unrelated"],
  [["run", "a.json", "--seed"], "Not enough arguments following: seed"],
  [["run"], "expected at least one scenario file"],
  [["sweep"], "expected a study file"],
  [
    ["--color"],
    "expected a command: run, merge, worker, check, compare, sweep, validate, init, serve, router, deployment or key",
  ],
  [["init", "a.json", "b.json"], "Unknown argument: b.json"],
] as const)("%j is a usage mistake", async ([argv, mistake]) => {
  const { code, results, messages } = await perform(...argv);
  expect(code).toBe(2);
  expect(results).toBe("");
  expect(messages.split("\n")[0]).toBe(`shuntyard: ${mistake}`);
});

test("the help of a command is a result", async () => {
  const { code, results } = await perform("run", "--help");
  expect(code).toBe(0);
  expect(results).toMatch(/^shuntyard run <scenario\.\.>/);
});

test("validate says a line for each scenario, good or bad, and 2 when one is bad", async () => {
  const folder = temporaryFolder();
  const good = folder.file("good.json", steadyScenario("good"));
  const bad = folder.file("bad.json", "{");
  expect(await perform("validate", good)).toEqual({
    code: 0,
    results: "ok: good (0 changes, 1 check)\n",
    messages: "",
  });
  const both = await perform("validate", bad, good);
  expect(both).toMatchObject({ code: 2, results: "ok: good (0 changes, 1 check)\n" });
  expect(both.messages).toMatch(/bad\.json:1:\d+: /);
});

test("init writes a scenario without mistakes, named for its file, and never over another unless forced", async () => {
  const path = join(temporaryFolder().path, "my-move.json");
  expect(await perform("init", path)).toMatchObject({ code: 0, messages: "" });
  expect((await perform("validate", path)).results).toMatch(/^ok: my-move /);
  const before = readFileSync(path, "utf8");
  expect(await perform("init", path)).toMatchObject({
    code: 2,
    messages: `shuntyard: ${path} is there already; --force replaces it\n`,
  });
  expect(readFileSync(path, "utf8")).toBe(before);
  expect((await perform("init", path, "--force")).code).toBe(0);
});

test("init says why it cannot write", async () => {
  const path = join(temporaryFolder().path, "missing", "a.json");
  const { code, messages } = await perform("init", path);
  expect(code).toBe(4);
  expect(messages).toBe(`shuntyard: ${path} cannot be written: ENOENT: no such file or directory\n`);
  expect(existsSync(path)).toBe(false);
});
