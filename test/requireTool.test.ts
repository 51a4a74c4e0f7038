import { basename } from "node:path";
import { execPath } from "node:process";
import { expect, test } from "vitest";
import { requireTool, toolPolicy } from "./requireTool.ts";

test.each([
  { found: true, ci: true, policy: "run" },
  { found: true, ci: false, policy: "run" },
  { found: false, ci: false, policy: "skip" },
  { found: false, ci: true, policy: "fail" },
])("a tool with found = $found and ci = $ci makes its tests $policy", ({ found, ci, policy }) => {
  expect(toolPolicy(found, ci)).toBe(policy);
});

requireTool(basename(execPath))("a test whose tool is here runs", () => {
  expect(basename(execPath)).not.toBe("");
});
