/**
 * Usage: write-reports.mjs [--check]
 *
 * Plays every scenario under every strategy that a router of the API may carry, as a user would on the command line, and
 * writes what is printed to reports/<scenario>.<strategy>.txt, an index of them to reports/README.md, and the report that
 * the README shows.
 * With --check it writes nothing, names every file that would change, and exits with 1 when there is one.
 */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { argv, execPath, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { defaultStrategy, resourceStrategies } from "../dist/routing/strategy.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const shownInReadme = { scenario: "gradual-migration-80-20", strategy: defaultStrategy };
const playsAtOnce = 2;

/** Exit codes of a run that came to an end: checks passed, failed, or could not tell. */
const finished = [0, 1, 3];

const plays = scenarioNames().flatMap((scenario) => resourceStrategies.map((strategy) => ({ scenario, strategy })));
const reports = await playAll(plays);
const wanted = new Map([
  ...reports.map((report) => [pathOf(report), report.text]),
  ["reports/README.md", index(reports)],
  ["README.md", readme(reports)],
]);
const stale = readdirSync(`${root}/reports`)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => `reports/${name}`)
  .filter((path) => !wanted.has(path));
const changed = [...wanted].filter(([path, text]) => textOf(path) !== text);

if (argv.includes("--check")) {
  for (const [path, text] of changed) console.error(`${path}: ${firstDifference(textOf(path), text)}`);
  for (const path of stale) console.error(`${path}: there is no such scenario and strategy any more`);
  if (changed.length + stale.length > 0) {
    console.error("`npm run reports` writes them anew; say why under Behaviour in CHANGELOG.md");
    exit(1);
  }
} else {
  for (const [path, text] of changed) writeFileSync(`${root}/${path}`, text);
  for (const path of stale) rmSync(`${root}/${path}`);
  console.log(`${reports.length} reports, ${changed.length} files written, ${stale.length} removed`);
}

function scenarioNames() {
  return readdirSync(`${root}/scenarios`)
    .filter((name) => name.endsWith(".json") && !name.endsWith("schema.json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

async function playAll(all) {
  const left = all.entries();
  const played = [];
  const lane = async () => {
    for (const [i, one] of left) played[i] = await play(one);
  };
  await Promise.all(Array.from({ length: playsAtOnce }, lane));
  return played;
}

/** The scenario's own strategy is played without naming it: that report is the one a reader gets who just runs the file. */
function play({ scenario, strategy }) {
  const path = `scenarios/${scenario}.json`;
  const own = JSON.parse(readFileSync(`${root}/${path}`, "utf8")).router.strategy ?? defaultStrategy;
  const args = ["dist/cli/main.js", "run", path, "--quiet", "--workers", "1"];
  if (strategy !== own) args.push("--strategy", strategy);
  const options = {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    env: { ...process.env, NO_COLOR: "1", COLUMNS: "80" },
  };
  return new Promise((resolve, reject) => {
    execFile(execPath, args, options, (error, text, stderr) => {
      const code = error === null ? 0 : error.code;
      if (finished.includes(code)) resolve({ scenario, strategy, text });
      else reject(new Error(`${args.join(" ")} ended with ${code}\n${stderr}`));
    });
  });
}

function pathOf({ scenario, strategy }) {
  return `reports/${scenario}.${strategy}.txt`;
}

function index(reports) {
  const head = resourceStrategies.map((strategy) => ` ${strategy} |`).join("");
  const rows = scenarioNames().map((scenario) => {
    const cells = reports
      .filter((report) => report.scenario === scenario)
      .map((report) => ` [${verdictOf(report.text)}](${pathOf(report).slice("reports/".length)}) |`);
    return `| [${scenario}](../scenarios/${scenario}.json) |${cells.join("")}`;
  });
  return `# Golden reports

What every scenario prints under every strategy that a router of the API may carry, byte for byte. The tests compare; \`npm run reports\` writes anew.

| scenario |${head}
| --- |${resourceStrategies.map(() => " --- |").join("")}
${rows.join("\n")}
`;
}

function verdictOf(text) {
  return /^Verdict: ([^(\n]*[^(\s])/m.exec(text)?.[1] ?? "no verdict";
}

function readme(reports) {
  const shown = reports.find(
    ({ scenario, strategy }) => scenario === shownInReadme.scenario && strategy === shownInReadme.strategy,
  );
  if (shown === undefined) throw new Error(`there is no scenario ${shownInReadme.scenario} for the README to show`);
  return textOf("README.md").replace(
    /(<!-- report:begin -->\n)[\s\S]*?(<!-- report:end -->)/,
    (_, begin, end) =>
      `${begin}\n\`\`\`text\n${excerpt(shown.text)}\n\`\`\`\n\nThe whole of it: [${pathOf(shown)}](${pathOf(shown)}).\n\n${end}`,
  );
}

/** The chart, the first verdict with all its numbers, the first line of the others, and the last word. */
function excerpt(text) {
  const blocks = text.trimEnd().split("\n\n");
  const chart = blocks.find((block) => block.startsWith("Share of each deployment"));
  const verdicts = blocks.filter((block) => /^(pass|FAIL|inconclusive|ERROR) /m.test(block)).join("\n");
  const [first = "", ...others] = verdicts.split(/\n(?=\S)/);
  const claims = others.map((verdict) => verdict.split("\n")[0]);
  return [chart, [first, ...claims].join("\n"), blocks.at(-1)].join("\n\n");
}

function textOf(path) {
  return existsSync(`${root}/${path}`) ? readFileSync(`${root}/${path}`, "utf8") : "";
}

function firstDifference(before, after) {
  if (before === "") return "is not there yet";
  const [old, now] = [before.split("\n"), after.split("\n")];
  const line = now.findIndex((text, i) => text !== old[i]);
  const at = line === -1 ? now.length : line;
  return `line ${at + 1} is "${old[at] ?? ""}" and would become "${now[at] ?? ""}"`;
}
