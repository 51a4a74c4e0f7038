import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shell, shuntyard } from "../built.ts";
import { steadyScenario } from "../steadyScenario.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

interface Dealt {
  readonly folder: string;
  readonly scenario: string;
  readonly shards: readonly string[];
}

/** Plays a scenario in three shards, each by itself. */
async function dealt(others: Readonly<Record<string, unknown>> = {}, options: readonly string[] = []): Promise<Dealt> {
  const folder = temporaryFolder();
  const scenario = folder.file("steady.json", steadyScenario("steady", { replications: 7, ...others }));
  const shards = [1, 2, 3].map((index) => join(folder.path, `shard-${index}.json`));
  for (const [i, path] of shards.entries()) {
    const argv = ["run", scenario, "--shard", `${i + 1}/3`, "-o", `shard=${path}`, ...options];
    expect(await shuntyard(argv)).toMatchObject({ code: 0 });
  }
  return { folder: folder.path, scenario, shards };
}

/** Reports are wrapped to the width of a terminal. */
function inOneLine(report: string): string {
  return report.replaceAll(/\s+/g, " ");
}

test("shards played apart and merged in any order: the bytes of the run in one place, on stdout and in files", async () => {
  const options = ["--seed", "c0ffee", "--strategy", "even-load"];
  const { folder, scenario, shards } = await dealt({}, options);
  const [json, junit] = [join(folder, "merged.json"), join(folder, "merged.xml")];
  const merged = await shuntyard([
    "merge",
    ...shards.toReversed(),
    "--json",
    "-o",
    `json=${json}`,
    "-o",
    `junit=${junit}`,
  ]);
  const whole = await shuntyard(["run", scenario, "--json", "--quiet", ...options]);
  expect(merged).toEqual({ ...whole, stderr: "" });
  expect(readFileSync(json, "utf8")).toBe(whole.stdout);
  expect(readFileSync(junit, "utf8")).toContain("<testsuite ");
  const report = await shuntyard(["run", scenario, "--quiet", ...options]);
  expect(await shuntyard(["merge", ...shards])).toEqual(report);
});

test("a failed check of the merged run gives 1, or the code that was asked for", async () => {
  const refuted = { kind: "split", expect: { blue: 1, green: 1 }, margin: "5pp" };
  const { shards } = await dealt({ checks: [refuted] });
  expect((await shuntyard(["merge", ...shards])).code).toBe(1);
  expect((await shuntyard(["merge", ...shards, "--exit-code-on-fail", "9"])).code).toBe(9);
});

test("a missing shard and a doubled one: named, inconclusive, 3", async () => {
  const { shards } = await dealt();
  const [first = "", , third = ""] = shards;
  const missing = await shuntyard(["merge", first, third]);
  expect(missing.code).toBe(3);
  expect(inOneLine(missing.stdout)).toMatch(
    /Note: shard 2\/3 is missing \(replications 3 to 4\): play it with --shard 2\/3/,
  );
  expect(missing.stdout).toMatch(/Verdict: INCONCLUSIVE/);
  const doubled = await shuntyard(["merge", ...shards, first]);
  expect(doubled.code).toBe(3);
  expect(inOneLine(doubled.stdout)).toMatch(
    /Note: shards 1\/3 \([^)]*\) and 1\/3 \([^)]*\) hold the same replications/,
  );
});

test("every file that is no shard of this run is named with the reason: 2, and nothing is written", async () => {
  const { folder, shards, scenario } = await dealt();
  const [first = "", second = ""] = shards;
  writeFileSync(join(folder, "cut.json"), readFileSync(first, "utf8").slice(0, -100));
  const output = join(folder, "out.json");
  const files = [first, join(folder, "cut.json"), scenario, join(folder, "nowhere.json"), folder];
  const ended = await shuntyard(["merge", ...files, "-o", `json=${output}`]);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr.split("\n")).toEqual([
    expect.stringMatching(/cut\.json: .*cut short, damaged or no JSON/),
    expect.stringMatching(/steady\.json: this is no shard/),
    expect.stringMatching(/nowhere\.json: cannot be read: ENOENT/),
    expect.stringMatching(/: cannot be read: EISDIR/),
    "",
  ]);
  const other = join(folder, "other.json");
  await shuntyard(["run", scenario, "--shard", "1/3", "--seed", "2", "-o", `shard=${other}`]);
  const differing = await shuntyard(["merge", other, second, "-o", `json=${output}`]);
  expect(differing).toMatchObject({ code: 2, stdout: "" });
  expect(differing.stderr).toMatch(
    /different runs cannot be merged; seed: 2 in .*other\.json; 1 in .*shard-2\.json\n$/,
  );
  expect(readdirSync(folder)).not.toContain("out.json");
});

test("without a place a shard goes to a file of its name, with --json to stdout; both are the same", async () => {
  const folder = temporaryFolder();
  const scenario = folder.file("steady.json", steadyScenario("steady"));
  const told = await shell(`cd ${folder.path} && shuntyard run steady.json --shard 2/3`);
  expect(told).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^Shard 2\/3 of steady: replication 2 of 4, [\d,]+ requests, seed 1\nWritten to steady\.shard-2-of-3\.json\./,
    ),
  });
  const printed = await shell(`cd ${folder.path} && shuntyard run steady.json --shard 2/3 --json`);
  expect(printed.stdout).toBe(readFileSync(join(folder.path, "steady.shard-2-of-3.json"), "utf8"));
  expect(readdirSync(folder.path).sort()).toEqual(["steady.json", "steady.shard-2-of-3.json"]);
  expect(scenario).toContain(folder.path);
});

test("a scenario that names a trace is merged where neither is at hand", async () => {
  const folder = temporaryFolder();
  const trace = ["TIMESTAMP,ContextTokens,GeneratedTokens", "2024-05-10 00:00:00.1,1,1", "2024-05-10 00:00:00.9,2,2"];
  folder.file("rows.csv", trace.join("\n"));
  const arrivals = { kind: "trace", format: "azure-llm", file: "rows.csv", loop: true };
  folder.file("traced.json", steadyScenario("traced", { traffic: { arrivals } }));
  const script = `cd ${folder.path} && shuntyard run traced.json --json -q > whole && \
for i in 1 2; do shuntyard run traced.json --shard $i/2; done && rm rows.csv traced.json && \
shuntyard merge traced.shard-*.json --json | cmp - whole`;
  expect(await shell(script)).toMatchObject({ code: 0, stderr: "" });
});

test("Ctrl-C leaves a shard with what is finished, and the merge says what is missing", async () => {
  const folder = temporaryFolder();
  const scenario = folder.file("steady.json", steadyScenario("steady"));
  const path = join(folder.path, "shard.json");
  const argv = ["run", scenario, "-r", "100000", "-w", "1", "--shard", "1/2", "-o", `shard=${path}`];
  expect((await shuntyard(argv, {}, (interrupt) => interrupt())).code).toBe(130);
  const merged = await shuntyard(["merge", path]);
  expect(merged.code).toBe(3);
  expect(inOneLine(merged.stdout)).toMatch(/shard 1\/2 \([^)]*\) was cut short, replications \d+ to 50000 /);
});
