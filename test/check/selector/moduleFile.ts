import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";

/** The file URL of a module that holds this text, until the test is over. */
export function moduleFile(text: string, name = "selector.mjs"): string {
  const folder = mkdtempSync(join(tmpdir(), "shuntyard-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, text);
  return pathToFileURL(path).href;
}

/** Such a module whose selectors answer request `index` of selector `instance` by this body of a function. */
export function pickModule(body: string): string {
  return moduleFile(`
export function createSelector({ deployments, random, instance, instances }) {
  return { pick({ index, timeMs }) { ${body} } };
}
`);
}
