import type { Argv } from "yargs";
import { strategyNames } from "../routing/strategy.ts";
import type { Choose } from "./action.ts";

const reportHelp = "Write a report: json=PATH or junit=PATH; may be repeated. {name} in PATH is the scenario's name";

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
          strategy: { type: "string", requiresArg: true, describe: `Of the router: ${strategyNames.join(" or ")}` },
          workers: {
            alias: "w",
            type: "string",
            requiresArg: true,
            describe: "Threads; the result is the same for any number",
          },
          json: { type: "boolean", describe: "Print the result as JSON instead of the report" },
          output: { alias: "o", type: "string", array: true, requiresArg: true, describe: reportHelp },
          "exit-code-on-fail": { type: "string", requiresArg: true, describe: "Instead of 1 when a check failed" },
          quiet: { alias: "q", type: "boolean", describe: "No progress on stderr" },
        })
        .example("$0 run a.json b.json -n 1e7", "About ten million requests through each")
        .example("$0 run a.json -o junit=checks.xml", "The report here, the checks for CI there"),
    (typed) =>
      choose(async (terminal) => {
        const { performRun } = await import("./performRun.ts");
        return performRun(typed, terminal);
      }),
  );
}
