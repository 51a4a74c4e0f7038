/**
 * Usage: npm run bench [-- [--save] <subject> …]
 *
 * Installs the peers when they are missing, compiles, measures and prints one table. With --save the table also goes
 * into its place in docs/performance.md. BENCH_REQUESTS=1e7 shortens the longest part.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { argv, execPath, exit, platform, stdout } from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = `${root}/docs/performance.md`;
const subjects = argv.slice(2).filter((argument) => argument !== "--save");

if (!existsSync(`${root}/bench/node_modules`)) run("npm", ["--prefix", "bench", "ci", "--no-audit", "--no-fund"]);
run("npm", ["run", "--silent", "build"]);
run("npx", ["tsc", "-p", "bench"]);
const table = run(execPath, ["bench/.build/bench/main.js", ...subjects]);
stdout.write(table);
if (argv.includes("--save")) save(table);

/** Progress goes to standard error; what the command prints is returned. */
function run(command, args) {
  const { status, stdout: printed } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    shell: platform === "win32",
  });
  if (status !== 0) {
    console.error(printed);
    exit(status ?? 1);
  }
  return printed;
}

/** The subjects of the gateway have a table of their own. */
function save(measured) {
  const place = subjects.length > 0 && subjects.every((name) => name.startsWith("gateway")) ? "bench:gateway" : "bench";
  const text = readFileSync(page, "utf8");
  const table = new RegExp(`(<!-- ${place}:begin -->\\n)[\\s\\S]*?(<!-- ${place}:end -->)`);
  writeFileSync(
    page,
    text.replace(table, (_, begin, end) => `${begin}\n${measured}\n${end}`),
  );
}
