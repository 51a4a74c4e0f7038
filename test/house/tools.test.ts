import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { inRepository } from "./repository.ts";

/** Commands of package.json that judge the whole tree. `npm test` has built `dist` before. */
test.each([
  ["lint", "the tree is formatted and free of lint"],
  ["types", "types hold over src, test and bench"],
  ["dead-code", "no file, export or dependency is unused"],
  ["package-lint", "the package is well-formed for those who install it"],
])("npm run %s: %s", (script) => {
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", script], {
    cwd: inRepository(""),
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  expect(status, `${stdout}\n${stderr}`).toBe(0);
});
