import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type AskedStrategy, strategyNames } from "../routing/strategy.ts";
import type { ArgumentReader } from "./argumentReader.ts";

/** What looks like a file and not like a name. */
const isPath = /[\\/]|\.[cm]?js$/;

/** A strategy by its name, or a module by its path; undefined, with a complaint, for what is neither. */
export function readStrategy(text: string, reader: ArgumentReader): AskedStrategy | undefined {
  if (!isPath.test(text)) return reader.oneOf("strategy", text, strategyNames);
  const path = resolve(text);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
    return reader.complain(`--strategy: expected a module, a file that is there, got ${JSON.stringify(text)}`);
  }
  return { name: "module", file: text, url: pathToFileURL(path).href };
}
