import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shell } from "../cli/built.ts";
import { temporaryFolder } from "../cli/temporaryFolder.ts";
import { inRepository } from "../house/repository.ts";

/**
 * The commands of docs/sweep.md, one after the other in one folder, print what stands below them.
 * `SWEEP_PAGE=write npx vitest run test/docs` writes it anew.
 */
const page = inRepository("docs/sweep.md");
const block = /```sh\n(.*)\n```\n\n```text\n([\s\S]*?)```\n/g;

test("docs/sweep.md shows what its commands print", async () => {
  const folder = temporaryFolder().path;
  symlinkSync(inRepository("scenarios"), join(folder, "scenarios"));
  const text = readFileSync(page, "utf8");
  let written = text;
  for (const [whole, command = ""] of text.matchAll(block)) {
    const { stdout } = await shell(`cd ${folder}; ${command}`);
    written = written.replace(whole, () => `\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`text\n${stdout}\`\`\`\n`);
  }
  if (process.env["SWEEP_PAGE"] === "write") writeFileSync(page, written);
  else expect(written).toBe(text);
});

test("the study that docs/sweep.md shows is the one that it plays", () => {
  const [, shown = ""] = /```json\n([\s\S]*?)```/.exec(readFileSync(page, "utf8")) ?? [];
  const { description: beginning, ...rest } = JSON.parse(shown);
  const played = JSON.parse(readFileSync(inRepository("scenarios/studies/load-and-strategy.json"), "utf8"));
  expect(played).toMatchObject(rest);
  expect(played.description).toContain(String(beginning).replace(" …", ""));
});
