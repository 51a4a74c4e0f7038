import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { env } from "node:process";
import { test } from "vitest";

/** What happens to a test that needs a tool. */
export type ToolPolicy = "run" | "skip" | "fail";

/** A person without the tool goes on without the test; on the build machine a missing tool must not hide a test. */
export function toolPolicy(found: boolean, ci: boolean): ToolPolicy {
  if (found) return "run";
  return ci ? "fail" : "skip";
}

/**
 * `test` for tests that need a command of the machine:
 * `requireTool("redis-server")("a shard that ran twice counts once", async () => { … })`.
 *
 * @param commands the names of executables on the PATH
 * @returns a function that runs the test, skips it with the tool in its title, or fails it when `CI=true`
 */
export function requireTool(...commands: readonly string[]): (title: string, body: () => void | Promise<void>) => void {
  const missing = commands.filter((command) => !isOnPath(command)).join(" and ");
  switch (toolPolicy(missing === "", env["CI"] === "true")) {
    case "run":
      return (title, body) => test(title, body);
    case "skip":
      return (title, body) => test.skip(`${title} (needs ${missing})`, body);
    case "fail":
      return (title) =>
        test(title, () => {
          throw new Error(`not on the PATH: ${missing}; \`npm run test:setup\` installs what the tests need`);
        });
  }
}

function isOnPath(command: string): boolean {
  return (env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, command)));
}
