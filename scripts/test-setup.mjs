/**
 * Installs the Debian packages that integration tests use, listed in test/debianPackages.json as
 * `{ "package": "redis-server", "command": "redis-server" }`. Where it cannot install (not Debian, not root), it names
 * what is missing and ends well: the tests that need it are then skipped by name.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { argv, env, exit, getuid } from "node:process";

const listed = JSON.parse(readFileSync(argv[2] ?? new URL("../test/debianPackages.json", import.meta.url), "utf8"));
const missing = listed.filter(({ command }) => !onPath(command)).map((entry) => entry.package);

if (missing.length === 0) {
  console.log(listed.length === 0 ? "The tests need no Debian packages." : "All tools that the tests need are here.");
} else if (existsSync("/etc/debian_version") && getuid?.() === 0) {
  run("apt-get", ["update", "--quiet"]);
  run("apt-get", ["install", "--yes", "--quiet", "--no-install-recommends", ...missing]);
} else {
  console.log(`Missing, and not installed because this is not Debian or you are not root: ${missing.join(", ")}.`);
  console.log(`Tests that need them are skipped by name. On Debian: sudo apt-get install ${missing.join(" ")}`);
}

function onPath(command) {
  return (env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, command)));
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    stdio: "inherit",
    env: { ...env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (status !== 0) {
    console.error(`${command} ${args.join(" ")} did not succeed${error ? `: ${error.message}` : ""}`);
    exit(1);
  }
}
