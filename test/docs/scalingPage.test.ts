import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shell } from "../cli/built.ts";
import { temporaryFolder } from "../cli/temporaryFolder.ts";
import { inRepository } from "../house/repository.ts";

/**
 * The commands of docs/scaling.md, one after the other in one folder, print what stands below them.
 * `SCALING_PAGE=write npx vitest run test/docs` writes it anew.
 */
const page = inRepository("docs/scaling.md");
const block = /```sh\n(.*)\n```\n\n```text\n([\s\S]*?)```\n/g;

test("docs/scaling.md shows what its commands print", async () => {
  const folder = temporaryFolder().path;
  symlinkSync(inRepository("scenarios"), join(folder, "scenarios"));
  const text = readFileSync(page, "utf8");
  let written = text;
  for (const [whole, command = ""] of text.matchAll(block)) {
    const { stdout } = await shell(`cd ${folder}; ${command}`);
    written = written.replace(whole, () => `\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`text\n${stdout}\`\`\`\n`);
  }
  if (process.env["SCALING_PAGE"] === "write") writeFileSync(page, written);
  else expect(written).toBe(text);
});

test("the shards of the Kubernetes example are those of the run, none left out", () => {
  const yaml = readFileSync(page, "utf8");
  const [, of] = /--shard \$\(\(JOB_COMPLETION_INDEX \+ 1\)\)\/(\d+)/.exec(yaml) ?? [];
  expect(yaml).toContain(`completions: ${of}\n`);
});
