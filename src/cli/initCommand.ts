import type { Argv } from "yargs";
import type { Choose } from "./action.ts";

/** `shuntyard init`: writes a scenario to start from. */
export function declareInit(parser: Argv, choose: Choose): Argv {
  return parser.command(
    "init [file]",
    "Write a scenario to start from",
    (command) =>
      command
        .positional("file", { type: "string", default: "scenario.json", describe: "File to write" })
        .options({ force: { type: "boolean", default: false, describe: "Replace the file if it is there" } }),
    ({ file, force }) =>
      choose(async (terminal) => {
        const { writeStartingScenario } = await import("./writeStartingScenario.ts");
        return writeStartingScenario(file, force, terminal);
      }),
  );
}
