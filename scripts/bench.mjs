/** Usage: npm run bench [-- <subject> …]. Installs the peers when they are missing, compiles, measures, prints one table. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { argv, execPath, exit, platform } from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

if (!existsSync(`${root}/bench/node_modules`)) run("npm", ["--prefix", "bench", "ci", "--no-audit", "--no-fund"]);
run("npm", ["run", "--silent", "build"]);
run("npx", ["tsc", "-p", "bench"]);
run(execPath, ["bench/.build/bench/main.js", ...argv.slice(2)]);

function run(command, args) {
  // What npm prints belongs to the log; standard output is the table.
  const stdio = command === execPath ? "inherit" : ["ignore", 2, "inherit"];
  const { status } = spawnSync(command, args, { cwd: root, stdio, shell: platform === "win32" });
  if (status !== 0) exit(status ?? 1);
}
