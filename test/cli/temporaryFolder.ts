import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder that is gone when the test is over, with a function that writes a file into it and gives its path. */
export function temporaryFolder(): { readonly path: string; readonly file: (name: string, text: string) => string } {
  const path = mkdtempSync(join(tmpdir(), "shuntyard-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    file: (name, text) => {
      writeFileSync(join(path, name), text);
      return join(path, name);
    },
  };
}
