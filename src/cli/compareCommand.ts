import type { Argv } from "yargs";
import type { Choose } from "./action.ts";

/** `shuntyard compare`: plays a scenario under several strategies on identical traffic. */
export function declareCompare(parser: Argv, choose: Choose): Argv {
  return parser.command(
    "compare <scenario>",
    "Hold strategies against each other on identical traffic",
    (command) =>
      command
        .positional("scenario", { type: "string", demandOption: true, describe: "Scenario file (JSON)" })
        .options({
          strategy: {
            alias: "s",
            type: "string",
            array: true,
            requiresArg: true,
            describe:
              "Two or more, separated by commas, modules (./mine.mjs) among them; all that there are unless given",
          },
          replications: { alias: "r", type: "string", requiresArg: true, describe: "Of each strategy (30)" },
          measure: {
            alias: "m",
            type: "string",
            array: true,
            requiresArg: true,
            describe:
              "METRIC:STATISTIC, such as response:p95, ttft{deployment:new}:avg or errors:rate; may be repeated",
          },
          phase: {
            type: "string",
            array: true,
            requiresArg: true,
            describe: "Phases to compare in: total (unless given), all, or names as reports show them",
          },
          within: {
            type: "string",
            requiresArg: true,
            describe: "Worse than the best by so little is good enough: 5%",
          },
          confidence: { type: "string", requiresArg: true, describe: "Of all intervals together (95%)" },
          baseline: {
            type: "string",
            requiresArg: true,
            describe: "An earlier result (-o json=FILE); worse than it fails",
          },
          seed: { type: "string", requiresArg: true, describe: "1 to 32 hexadecimal digits" },
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
            describe: "Write the result: json=PATH",
          },
          quiet: { alias: "q", type: "boolean", describe: "No progress on stderr" },
        })
        .example("$0 compare a.json -s weighted-random,even-load -m response:p99", "Which has the shorter tail?")
        .example("$0 compare a.json --baseline before.json", "Did anything get worse?"),
    (typed) =>
      choose(async (terminal) => {
        const { performCompare } = await import("./compare/performCompare.ts");
        return performCompare(typed, terminal);
      }),
  );
}
