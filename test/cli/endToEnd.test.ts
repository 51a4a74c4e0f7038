import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { requireTool } from "../requireTool.ts";
import { shell, shuntyard } from "./built.ts";
import { steadyScenario } from "./steadyScenario.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

const schema = new URL("../../reports/result-schema.json", import.meta.url);
const escapeCode = "\u001b";

/** With 24 000 picks at 60/40 a claim of 50/50 within 5 pp is refuted, and one of 60/40 within 1 pp cannot be told. */
const refuted = { kind: "split", expect: { blue: 1, green: 1 }, margin: "5pp" };
const untold = { kind: "split", expect: { blue: 3, green: 2 }, margin: "1pp" };

function scenarioFile(others: Readonly<Record<string, unknown>> = {}): string {
  return temporaryFolder().file("steady.json", steadyScenario("steady", others));
}

test.for([
  [[{ kind: "no-loss" }], 0, "pass"],
  [[refuted], 1, "FAIL"],
  [[untold], 3, "INCONCLUSIVE"],
] as const)("the checks %j end in exit code %i", async ([checks, code, word]) => {
  const ended = await shuntyard(["run", scenarioFile({ checks }), "--quiet"]);
  expect(ended).toMatchObject({ code, stderr: "" });
  expect(ended.stdout).not.toContain(escapeCode);
  expect(ended.stdout).toMatch(new RegExp(`\nVerdict: ${word}\n$`));
});

test("a failure that the scenario is marked for is still a failure, as intended", async () => {
  const { code, stdout } = await shuntyard(["run", scenarioFile({ checks: [refuted], mustFail: ["split"] })]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/\nVerdict: FAIL, as intended \(marked to fail: split\)\n$/);
});

test.each(["--help", "router --help", "--version", ""])(
  "whoever does not read what %j prints breaks nothing",
  async (line) => {
    const { stdout, stderr } = await shell(`shuntyard ${line} 2>&1 | true; echo "code \${PIPESTATUS[0]}"`);
    expect({ stdout, stderr }).toEqual({ stdout: `code ${line === "" ? 2 : 0}\n`, stderr: "" });
  },
);

test("an invalid scenario: 2, its mistakes on stderr, nothing on stdout, nothing written", async () => {
  const folder = temporaryFolder();
  const path = folder.file("bad.json", steadyScenario("bad", { duration: "-1m", sed: "7" }));
  const ended = await shuntyard(["run", path, "-o", `json=${join(folder.path, "out.json")}`]);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toMatch(/bad\.json:4:\d+ duration: /);
  expect(ended.stderr).toMatch(/bad\.json:\d+:\d+ .*sed.*seed/);
  expect(readdirSync(folder.path)).toEqual(["bad.json"]);
});

test("no command: the help on stderr and 2; --version and --help on stdout and 0", async () => {
  expect(await shuntyard([])).toMatchObject({ code: 2, stdout: "" });
  expect(await shuntyard(["--version"])).toMatchObject({
    code: 0,
    stderr: "",
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  expect(await shuntyard(["--help"])).toMatchObject({
    code: 0,
    stderr: "",
    stdout: expect.stringContaining("Commands:"),
  });
});

test("--json is alone on stdout, the same bytes for any number of workers and in the file", async () => {
  const folder = temporaryFolder();
  const path = folder.file("steady.json", steadyScenario("steady"));
  const file = join(folder.path, "out.json");
  const one = await shuntyard(["run", path, "--json", "-w", "1", "-o", `json=${file}`]);
  const two = await shuntyard(["run", path, "--json", "-w", "2"]);
  expect(JSON.parse(one.stdout)).toMatchObject({ format: "shuntyard-result", verdict: "pass", partial: false });
  expect(two.stdout).toBe(one.stdout);
  expect(readFileSync(file, "utf8")).toBe(one.stdout);
  expect(
    z.fromJSONSchema(JSON.parse(readFileSync(schema, "utf8"))).safeParse(JSON.parse(one.stdout)).error,
  ).toBeUndefined();
});

test("a program gets the same result as the command", async () => {
  const path = scenarioFile();
  const program = `
    import { readFileSync } from "node:fs";
    import { jsonReport, parseScenario, runScenario } from "shuntyard";
    const reading = parseScenario(readFileSync(process.argv[1], "utf8"), { path: process.argv[1], readText: () => undefined });
    const replay = "shuntyard run " + process.argv[1] + " --seed 1 --replications 4";
    process.stdout.write(jsonReport(await runScenario(reading.scenario, { replay })));`;
  const byProgram = await shell(`${process.execPath} --input-type=module -e "$PROGRAM" ${path}`, { PROGRAM: program });
  expect(byProgram).toEqual(await shuntyard(["run", path, "--json", "--quiet"]));
});

test("the replay command plays the same run again", async () => {
  const path = scenarioFile();
  const first = await shuntyard(["run", path, "--json", "--seed", "c0ffee", "-r", "2", "--strategy", "even-load"]);
  const { replay } = JSON.parse(first.stdout);
  expect(replay).toBe(`shuntyard run ${path} --seed c0ffee --replications 2 --strategy even-load`);
  expect((await shell(`${replay} --json`)).stdout).toBe(first.stdout);
});

test("colour that is asked for comes also where there is no terminal", async () => {
  const { stdout } = await shuntyard(["run", scenarioFile(), "--color"], { NO_COLOR: "1" });
  expect(stdout).toContain(escapeCode);
});

requireTool("script")("on a terminal there is colour, and none with NO_COLOR", async () => {
  const main = "dist/cli/main.js";
  const line = `script -qec '${process.execPath} ${main} run ${scenarioFile()} --quiet' /dev/null`;
  expect((await shell(line, { TERM: "xterm" })).stdout).toContain(escapeCode);
  expect((await shell(line, { TERM: "xterm", NO_COLOR: "1" })).stdout).not.toContain(escapeCode);
});

test("a reader that leaves early does not crash it", async () => {
  const { code, stderr } = await shell(`set -o pipefail; shuntyard run ${scenarioFile()} --quiet | true`);
  expect(code).toBe(0);
  expect(stderr).toBe("");
});

test("Ctrl-C ends a long run with a partial report and 130", async () => {
  const argv = ["run", scenarioFile(), "-r", "100000", "-w", "1"];
  const ended = await shuntyard(argv, {}, (interrupt) => interrupt());
  expect(ended.code).toBe(130);
  expect(ended.stderr).toMatch(/^steady: \d+ of 100,000 replications/);
  expect(ended.stdout).toContain("CUT SHORT");
});
