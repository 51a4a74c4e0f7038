import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { inRepository } from "./repository.ts";

function setUp(listed: readonly { readonly package: string; readonly command: string }[], path: string) {
  const folder = mkdtempSync(join(tmpdir(), "shuntyard-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const list = join(folder, "packages.json");
  writeFileSync(list, JSON.stringify(listed));
  return spawnSync(execPath, [inRepository("scripts/test-setup.mjs"), list], { encoding: "utf8", env: { PATH: path } });
}

test("an empty list needs nothing", () => {
  expect(setUp([], "")).toMatchObject({ status: 0, stdout: "The tests need no Debian packages.\n" });
});

test("tools that are on the PATH are not installed again", () => {
  const folder = mkdtempSync(join(tmpdir(), "shuntyard-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "some-server"), "");
  expect(setUp([{ package: "some-package", command: "some-server" }], folder)).toMatchObject({
    status: 0,
    stdout: "All tools that the tests need are here.\n",
  });
});
