import type { Argv } from "yargs";
import { strategyNames } from "../routing/strategy.ts";
import type { Choose } from "./action.ts";

const text = { type: "string", requiresArg: true } as const;

/** `shuntyard check`: judges whether picks were split as promised, wherever they come from. */
export function declareCheck(parser: Argv, choose: Choose): Argv {
  return parser.command(
    "check",
    "Check that traffic is split as promised, with stated error rates",
    (command) =>
      command
        .options({
          replicas: { ...text, describe: "Built-in selector or module: ready replicas, 3,2 or a=3,b=2" },
          weights: { ...text, describe: "Weight of one replica of each deployment, a=3,b=2" },
          strategy: { ...text, describe: `Built-in selector: ${strategyNames.join(", ")}` },
          module: { ...text, describe: "Selector of your own: an ES module that exports createSelector" },
          counts: { ...text, describe: "Picks that you have counted, a=6031,b=3969" },
          log: { ...text, describe: "Access log, - for standard input" },
          target: { ...text, describe: "Live endpoint, http or https" },
        })
        .group(["replicas", "weights", "strategy", "module", "counts", "log", "target"], "What is checked:")
        .options({
          expect: { ...text, describe: "a=3,b=2, or a=60%,b=40%, or a schedule or scenario file" },
          margin: { ...text, describe: "Accept a split this near, such as 1pp; without it none is" },
          flake: { ...text, describe: "Largest probability of failing a right split (1e-9)" },
          miss: { ...text, describe: "Largest probability of passing a wrong one (1e-6)" },
          independent: { type: "boolean", describe: "Every pick is to be an independent random draw" },
          smooth: { type: "boolean", describe: "Picks are to be dealt out evenly, as round-robin does" },
          "any-order": { type: "boolean", describe: "Nothing is promised about the order" },
          within: { ...text, describe: "With --smooth: requests a deployment may be off its share" },
          plan: { type: "boolean", describe: "Say what it takes and what it would catch; run nothing" },
        })
        .group(
          ["expect", "margin", "flake", "miss", "independent", "smooth", "any-order", "within", "plan"],
          "What is promised:",
        )
        .options({
          requests: { alias: "n", ...text, describe: "Requests to make, such as 1e8" },
          "max-requests": { ...text, describe: "Make no more than these, whatever the plan says" },
          instances: { ...text, describe: "Selectors at work, each with a sequence of its own (8)" },
          seed: { ...text, describe: "1 to 32 hexadecimal digits" },
          workers: { alias: "w", ...text, describe: "Threads; the result is the same for any number" },
        })
        .group(["requests", "max-requests", "instances", "seed", "workers"], "Picks made here:")
        .options({
          field: { ...text, describe: "JSON lines, or JSON body: the field that names the deployment" },
          column: { ...text, describe: "CSV: the column that names it" },
          pattern: { ...text, describe: "Any text: a regular expression with a group (?<deployment>...)" },
          "time-field": { ...text, describe: "Field or column with the time; in a pattern (?<time>...)" },
          start: { ...text, describe: "Time 0 of the schedule; the first line unless given" },
          window: { ...text, describe: "Judge and show every stretch of this length by itself" },
          settle: { ...text, describe: "Leave this long after each change out of the judgement" },
        })
        .group(["field", "column", "pattern", "time-field", "start", "window", "settle"], "Logs:")
        .options({
          "by-header": { ...text, describe: "Response header that names the deployment" },
          header: {
            alias: "H",
            type: "string",
            array: true,
            requiresArg: true,
            describe: `Request header; \${NAME} is taken from the environment`,
          },
          method: { ...text, describe: "GET, or POST with --body, unless given" },
          body: { ...text, describe: "Request body" },
          rate: { ...text, describe: "Requests per time, the total (50/s)" },
          concurrency: { ...text, describe: "Most requests at once (1)" },
          "new-connections": { type: "boolean", describe: "A connection for each request" },
          timeout: { ...text, describe: "Longest wait for an answer (5s)" },
        })
        .group(
          ["by-header", "header", "method", "body", "rate", "concurrency", "new-connections", "timeout"],
          "Live endpoint:",
        )
        .options({
          json: { type: "boolean", describe: "Print the result as JSON instead of the report" },
          output: {
            alias: "o",
            type: "string",
            array: true,
            requiresArg: true,
            describe: "Write a report: json=PATH, junit=PATH or md=PATH; may be repeated",
          },
          "exit-code-on-fail": { ...text, describe: "Instead of 1 when a check failed" },
          quiet: { alias: "q", type: "boolean", describe: "No progress on stderr" },
        })
        .group(["json", "output", "exit-code-on-fail", "quiet"], "Reports:")
        .example("$0 check --replicas 3,2", "The selector of this package")
        .example("$0 check --log access.jsonl --field served_by --expect a=60%,b=40%", "A log")
        .example(
          "$0 check --target http://127.0.0.1:8080 --by-header x-served-by --expect a=3,b=2 --margin 5pp",
          "A router",
        ),
    (typed) =>
      choose(async (terminal) => {
        const { performCheck } = await import("./check/performCheck.ts");
        return performCheck(typed, terminal);
      }),
  );
}
