import type { Argv } from "yargs";
import { strategyNames } from "../routing/strategy.ts";
import type { Choose } from "./action.ts";
import { runReportHelp } from "./runReportHelp.ts";

/** `shuntyard run`: plays scenarios, judges them, reports. */
export function declareRun(parser: Argv, choose: Choose): Argv {
  return parser.command(
    "run <scenario..>",
    "Rehearse scenarios in virtual time and judge them",
    (command) =>
      command
        .positional("scenario", { type: "string", array: true, demandOption: true, describe: "Scenario files (JSON)" })
        .options({
          replications: { alias: "r", type: "string", requiresArg: true, describe: "Independent replications" },
          requests: {
            alias: "n",
            type: "string",
            requiresArg: true,
            describe: "As many replications as bring this many requests, such as 1e8",
          },
          seed: { type: "string", requiresArg: true, describe: "1 to 32 hexadecimal digits" },
          strategy: {
            type: "string",
            requiresArg: true,
            describe: `Instead of the router's own: ${strategyNames.join(", ")}; or a module, ./mine.mjs`,
          },
          workers: {
            alias: "w",
            type: "string",
            requiresArg: true,
            describe: "Threads; the result is the same for any number",
          },
          shard: {
            type: "string",
            requiresArg: true,
            describe: "Play only share i/N, such as 2/5, and write it (-o shard=PATH) for merge",
          },
          engine: {
            type: "string",
            requiresArg: true,
            describe: "threads of this process, or bullmq: workers on any number of machines",
          },
          redis: {
            type: "string",
            requiresArg: true,
            describe: "Where those workers are met: redis://host:port, or SHUNTYARD_REDIS_URL",
          },
          json: { type: "boolean", describe: "Print the result as JSON instead of the report" },
          output: { alias: "o", type: "string", array: true, requiresArg: true, describe: runReportHelp },
          "exit-code-on-fail": { type: "string", requiresArg: true, describe: "Instead of 1 when a check failed" },
          quiet: { alias: "q", type: "boolean", describe: "No progress on stderr" },
        })
        .example("$0 run a.json b.json -n 1e7", "About ten million requests through each")
        .example("$0 run a.json --shard 2/5", "A fifth of it, to be merged with the others")
        .example("$0 run a.json -o junit=checks.xml", "The report here, the checks for CI there"),
    (typed) =>
      choose(async (terminal) => {
        const { performRun } = await import("./performRun.ts");
        return performRun(typed, terminal);
      }),
  );
}
