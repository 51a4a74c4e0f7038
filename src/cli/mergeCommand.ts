import type { Argv } from "yargs";
import type { Choose } from "./action.ts";
import { runReportHelp } from "./runReportHelp.ts";

/** `shuntyard merge`: puts the shards of a run together. */
export function declareMerge(parser: Argv, choose: Choose): Argv {
  return parser.command(
    "merge <file..>",
    "Put the shards of a run together and judge it",
    (command) =>
      command
        .positional("file", {
          type: "string",
          array: true,
          demandOption: true,
          describe: "Files that run --shard has written",
        })
        .options({
          json: { type: "boolean", describe: "Print the result as JSON instead of the report" },
          output: { alias: "o", type: "string", array: true, requiresArg: true, describe: runReportHelp },
          "exit-code-on-fail": { type: "string", requiresArg: true, describe: "Instead of 1 when a check failed" },
        })
        .example("$0 merge shard-*.json -o junit=checks.xml", "The same bytes as the run in one place"),
    (typed) =>
      choose(async (terminal) => {
        const { performMerge } = await import("./cluster/performMerge.ts");
        return performMerge(typed, terminal);
      }),
  );
}
