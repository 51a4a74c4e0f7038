import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import { markdownTable } from "../docs/markdownTable.ts";
import { inRepository } from "../house/repository.ts";

const page = inRepository("docs/studies.md");

/**
 * The table between the markers of this name in docs/studies.md is this one.
 * `STUDIES_PAGE=write npx vitest run test/studies --no-file-parallelism` writes them all anew.
 */
export function expectOnPage(name: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const text = readFileSync(page, "utf8");
  const begin = `<!-- ${name}:begin -->\n`;
  const [before = "", after = ""] = text.split(begin);
  const end = after.indexOf(`<!-- ${name}:end -->`);
  expect(end, `docs/studies.md has no markers ${name}`).toBeGreaterThanOrEqual(0);
  const written = `\n${markdownTable(head, rows)}\n\n`;
  if (process.env["STUDIES_PAGE"] === "write") writeFileSync(page, before + begin + written + after.slice(end));
  else expect(after.slice(0, end)).toBe(written);
}
