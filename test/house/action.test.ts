import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env } from "node:process";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { inRepository } from "./repository.ts";

interface Step {
  readonly name: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

const action: {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
} = parse(readFileSync(inRepository("action.yml"), "utf8"));

/** Stands in for our command line: prints its arguments and ends as it is told. */
const echoingMain = `
process.stdout.write(JSON.stringify(process.argv.slice(2)));
process.exitCode = Number(process.env.STUB_EXIT_CODE ?? 0);
`;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "shuntyard-action-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A folder that looks like this repository, built, with another command line. */
function stubAction(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "dist", "cli"), { recursive: true });
  writeFileSync(join(folder, "dist", "cli", "main.js"), echoingMain);
  return folder;
}

/** Runs a step as GitHub's runner does. */
function runStep(name: string, actionPath: string, variables: Readonly<Record<string, string>>, folder = actionPath) {
  const script = action.runs.steps.find((step) => step.name === name)?.run ?? "exit 99";
  const output = join(folder, "github-output");
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...env, GITHUB_ACTIONS: "", GITHUB_ACTION_PATH: actionPath, GITHUB_OUTPUT: output, ...variables },
  });
  return { status, stdout, stderr, output: existsSync(output) ? readFileSync(output, "utf8") : "" };
}

function runWith(args: string, more: Readonly<Record<string, string>> = {}) {
  return runStep("Run Shuntyard", stubAction(), { SHUNTYARD_COMMAND: "check", SHUNTYARD_ARGS: args, ...more });
}

test("no script has an input written into it: inputs come in by the environment", () => {
  for (const { run } of action.runs.steps) expect(run).not.toContain("${{");
  expect(action.runs.steps.at(-1)?.env).toEqual({
    SHUNTYARD_COMMAND: "${{ inputs.command }}",
    SHUNTYARD_ARGS: "${{ inputs.args }}",
  });
});

test("every input has a default, and the output comes from the step that sets it", () => {
  expect(Object.entries(action.inputs).map(([name, input]) => [name, input.default])).toEqual([
    ["command", "check"],
    ["args", ""],
    ["working-directory", "."],
  ]);
  expect(action.outputs["exit-code"]?.value).toBe("${{ steps.shuntyard.outputs.exit-code }}");
});

test("words arrive as they were quoted", () => {
  const word = fc.string({ unit: fc.constantFrom(..."ab $(`\\\"'*?;&|<>{}~#!%-=ü") });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.constantFrom(" ", "\n", "  \n\t"), (words, gap) => {
      const quoted = words.map((each) => `'${each.replaceAll("'", `'"'"'`)}'`).join(gap);
      const { status, stdout } = runWith(quoted);
      expect({ status, words: JSON.parse(stdout) }).toEqual({ status: 0, words: ["check", ...words] });
    }),
    { numRuns: 8 },
  );
});

test("nothing in the arguments is run or expanded", () => {
  const folder = temporaryFolder();
  const attack = '$(touch x) `touch x` "$(touch x)" ; touch x && touch x | touch x > x $HOME *';
  const { status, stdout } = runStep(
    "Run Shuntyard",
    stubAction(),
    { SHUNTYARD_COMMAND: "check", SHUNTYARD_ARGS: attack },
    folder,
  );
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual(
    expect.arrayContaining(["$(touch", "x)", "`touch", "$(touch x)", ";", "&&", "|", ">", "$HOME", "*"]),
  );
  expect(existsSync(join(folder, "x"))).toBe(false);
});

test.each(["", "  \n "])("no arguments are no words: %j", (args) => {
  expect(JSON.parse(runWith(args).stdout)).toEqual(["check"]);
});

test.each([0, 1, 2, 3, 4, 130])("exit code %i is passed on and is an output", (code) => {
  expect(runWith("--json", { STUB_EXIT_CODE: String(code) })).toMatchObject({
    status: code,
    output: `exit-code=${code}\n`,
  });
});

test("another command than check and run is a mistake", () => {
  expect(runWith("", { SHUNTYARD_COMMAND: "init\n::error::forged" })).toMatchObject({
    status: 2,
    stdout: "",
    stderr: `shuntyard: input "command": expected check or run, got $'init\\n::error::forged'\n`,
    output: "exit-code=2\n",
  });
});

test("a quote that is not closed is a mistake", () => {
  const { status, stdout, stderr, output } = runWith("--expect 'a=3");
  expect({ status, stdout, output }).toEqual({ status: 2, stdout: "", output: "exit-code=2\n" });
  expect(stderr).toContain('shuntyard: input "args": a quote is not closed on its line: ');
});

test("our own command line answers", () => {
  const { status, stdout } = runStep(
    "Run Shuntyard",
    inRepository("."),
    { SHUNTYARD_COMMAND: "run", SHUNTYARD_ARGS: "--help" },
    temporaryFolder(),
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/^shuntyard run/);
});

test("it is installed and built where it is not yet, and left alone where it is", () => {
  const commands = temporaryFolder();
  writeFileSync(join(commands, "npm"), '#!/bin/sh\necho "npm $*"\n', { mode: 0o755 });
  const path = { PATH: `${commands}${delimiter}${env["PATH"] ?? ""}` };
  expect(runStep("Install Shuntyard", temporaryFolder(), path).stdout).toBe(
    "npm ci --include=dev --no-audit --no-fund\nnpm run --silent build\n",
  );
  expect(runStep("Install Shuntyard", stubAction(), path).stdout).toBe("");
});
