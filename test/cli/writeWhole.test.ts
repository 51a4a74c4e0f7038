import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeWhole } from "../../src/cli/writeWhole.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

test("the new content replaces the old, and nothing is left beside it", async () => {
  const folder = temporaryFolder();
  const path = folder.file("report.json", "a longer text that was there before");
  await writeWhole(path, "new");
  expect(readFileSync(path, "utf8")).toBe("new");
  expect(readdirSync(folder.path)).toEqual(["report.json"]);
});

test("what cannot be written leaves no trace", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder.path, "taken"));
  await expect(writeWhole(join(folder.path, "taken"), "new")).rejects.toThrow();
  await expect(writeWhole(join(folder.path, "missing", "a"), "new")).rejects.toThrow("ENOENT");
  expect(readdirSync(folder.path)).toEqual(["taken"]);
  expect(readdirSync(join(folder.path, "taken"))).toEqual([]);
});

test("a link stays a link, and its file gets the content", async () => {
  const folder = temporaryFolder();
  const path = folder.file("real.json", "old");
  const link = join(folder.path, "link.json");
  symlinkSync(path, link);
  await writeWhole(link, "new");
  expect(readlinkSync(link)).toBe(path);
  expect(readFileSync(path, "utf8")).toBe("new");
});

test.skipIf(process.platform === "win32")("a device is written to, never replaced", async () => {
  await writeWhole("/dev/null", "new");
  expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
});
