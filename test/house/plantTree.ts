import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { readSourceTree, type SourceFile } from "./sourceTree.ts";

/** Writes files into a folder of their own, reads them as a source tree, and clears them away after the test. */
export function plantTree(files: Readonly<Record<string, string>>): readonly SourceFile[] {
  const root = mkdtempSync(join(tmpdir(), "shuntyard-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return readSourceTree(root);
}
