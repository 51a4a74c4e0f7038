import { spawnSync } from "node:child_process";
import { execPath } from "node:process";
import { expect, test } from "vitest";
import { inRepository } from "./repository.ts";

test("every scenario prints, under every strategy of the API, the report that is committed", {
  timeout: 600_000,
}, () => {
  const { status, stderr } = spawnSync(execPath, [inRepository("scripts/write-reports.mjs"), "--check"], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});
