import type { Argv } from "yargs";
import type { Choose } from "./action.ts";

/** `shuntyard sweep`: plays a scenario in many cells that differ by parameters, strategy and seed. */
export function declareSweep(parser: Argv, choose: Choose): Argv {
  return parser.command(
    "sweep <study>",
    "Play a scenario with many values, strategies and seeds",
    (command) =>
      command
        .positional("study", { type: "string", demandOption: true, describe: "Study file (JSON)" })
        .options({
          store: {
            type: "string",
            requiresArg: true,
            describe: "Where results are kept as they come, and a stopped sweep goes on (<study>.results.jsonl)",
          },
          "dry-run": { type: "boolean", describe: "List the cells and play none" },
          workers: {
            alias: "w",
            type: "string",
            requiresArg: true,
            describe: "Threads; the result is the same for any number",
          },
          json: { type: "boolean", describe: "Print the result as JSON instead of the report" },
          output: {
            alias: "o",
            type: "string",
            array: true,
            requiresArg: true,
            describe: "Write a table: jsonl=PATH, csv=PATH or parquet=PATH; or json=PATH; may be repeated",
          },
          quiet: { alias: "q", type: "boolean", describe: "No progress on stderr" },
        })
        .example("$0 sweep load.json -o parquet=load.parquet", "Plays what is not in the store yet")
        .example("$0 sweep load.json --dry-run", "How many cells, and which?"),
    (typed) =>
      choose(async (terminal) => {
        const { performSweep } = await import("./sweep/performSweep.ts");
        return performSweep(typed, terminal);
      }),
  );
}
