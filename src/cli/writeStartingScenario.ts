import { existsSync } from "node:fs";
import { dirname, join, parse, relative, resolve, sep } from "node:path";
import { startingScenario } from "../scenario/startingScenario.ts";
import { errorText } from "./errorText.ts";
import { exitCode } from "./exitCode.ts";
import type { Terminal } from "./terminal.ts";
import { writeWhole } from "./writeWhole.ts";

/** Writes a scenario named for its file; a file that is there stays unless `force` says otherwise. */
export async function writeStartingScenario(path: string, force: boolean, terminal: Terminal): Promise<number> {
  const { stdout, stderr } = terminal;
  if (!force && existsSync(path)) {
    stderr.write(`shuntyard: ${path} is there already; --force replaces it\n`);
    return exitCode.usage;
  }
  try {
    await writeWhole(path, startingScenario(parse(path).name, schemaSeenFrom(path)));
  } catch (error) {
    stderr.write(`shuntyard: ${path} cannot be written: ${errorText(error)}\n`);
    return exitCode.error;
  }
  stdout.write(`wrote ${path}; rehearse it with: shuntyard run ${path}\n`);
  return exitCode.pass;
}

/** The schema that comes with the package, as an editor finds it from the file. */
function schemaSeenFrom(path: string): string {
  const schema = join(import.meta.dirname, "..", "..", "scenarios", "schema.json");
  const seen = relative(dirname(resolve(path)), schema)
    .split(sep)
    .join("/");
  return seen.startsWith(".") ? seen : `./${seen}`;
}
