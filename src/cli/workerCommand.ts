import type { Argv } from "yargs";
import type { Choose } from "./action.ts";

/** `shuntyard worker`: plays shards of runs that are started elsewhere. */
export function declareWorker(parser: Argv, choose: Choose): Argv {
  return parser.command(
    "worker",
    "Play shards of runs started elsewhere with --engine bullmq",
    (command) =>
      command
        .options({
          redis: { type: "string", requiresArg: true, describe: "redis://host:port, or SHUNTYARD_REDIS_URL" },
          concurrency: {
            alias: "c",
            type: "string",
            requiresArg: true,
            describe: "Shards at a time, a thread each; one for every core unless told otherwise",
          },
          quiet: { alias: "q", type: "boolean", describe: "Only what went wrong on stderr" },
        })
        .example("$0 worker --redis rediss://queue:6380", "With the password in SHUNTYARD_REDIS_PASSWORD"),
    (typed) =>
      choose(async (terminal) => {
        const { performWorker } = await import("./cluster/performWorker.ts");
        return performWorker(typed, terminal);
      }),
  );
}
