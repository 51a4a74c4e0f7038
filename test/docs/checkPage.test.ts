import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shell } from "../cli/built.ts";
import { inRepository } from "../house/repository.ts";

/**
 * The commands of docs/check.md print what stands below them. `CHECK_PAGE=write npx vitest run test/docs` writes it anew.
 */
const page = inRepository("docs/check.md");
const block = /```sh\n(.*)\n```\n(?:\n```text\n([\s\S]*?)```\n)?/g;

test("docs/check.md shows what its commands print", async () => {
  const text = readFileSync(page, "utf8");
  let written = text;
  for (const [whole, command = ""] of text.matchAll(block)) {
    const { code, stdout } = await shell(`cd ${JSON.stringify(inRepository("."))}; ${command}`);
    expect([0, 1, 3]).toContain(code);
    written = written.replace(whole, () => `\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`text\n${stdout}\`\`\`\n`);
  }
  if (process.env["CHECK_PAGE"] === "write") writeFileSync(page, written);
  else expect(written).toBe(text);
});
