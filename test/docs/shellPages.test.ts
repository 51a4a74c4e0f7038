import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shell } from "../cli/built.ts";
import { temporaryFolder } from "../cli/temporaryFolder.ts";
import { inRepository } from "../house/repository.ts";

/**
 * The commands of a page, one after the other in one folder, print what stands below them.
 * `SHELL_PAGES=write npx vitest run test/docs` writes the pages anew.
 */
const pages = ["docs/scaling.md", "docs/strategies.md"];
const block = /```sh\n(.*)\n```\n\n```text\n([\s\S]*?)```\n/g;

test.for(pages)("%s shows what its commands print", async (name) => {
  const page = inRepository(name);
  const folder = temporaryFolder().path;
  for (const part of ["scenarios", "docs"]) symlinkSync(inRepository(part), join(folder, part));
  const text = readFileSync(page, "utf8");
  let written = text;
  for (const [whole, command = ""] of text.matchAll(block)) {
    const { stdout } = await shell(`cd ${folder}; ${command}`);
    written = written.replace(whole, () => `\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`text\n${stdout}\`\`\`\n`);
  }
  if (process.env["SHELL_PAGES"] === "write") writeFileSync(page, written);
  else expect(written).toBe(text);
});

test("the module on the page of strategies is the one that is played", () => {
  const module = readFileSync(inRepository("docs/examples/emptiest.mjs"), "utf8");
  expect(readFileSync(inRepository("docs/strategies.md"), "utf8")).toContain(`\`\`\`js\n${module}\`\`\`\n`);
});

test("the shards of the Kubernetes example are those of the run, none left out", () => {
  const yaml = readFileSync(inRepository("docs/scaling.md"), "utf8");
  const [, of] = /--shard \$\(\(JOB_COMPLETION_INDEX \+ 1\)\)\/(\d+)/.exec(yaml) ?? [];
  expect(yaml).toContain(`completions: ${of}\n`);
});
