import yargs, { type Argv } from "yargs";
import type { Choose } from "./action.ts";
import { declareCheck } from "./checkCommand.ts";
import { declareCompare } from "./compareCommand.ts";
import { declareDeployment } from "./deploymentCommand.ts";
import { declareInit } from "./initCommand.ts";
import { declareKey } from "./keyCommand.ts";
import { declareMerge } from "./mergeCommand.ts";
import { packageVersion } from "./packageVersion.ts";
import { declareRouter } from "./routerCommand.ts";
import { declareRun } from "./runCommand.ts";
import { declareServe } from "./serveCommand.ts";
import { declareSweep } from "./sweepCommand.ts";
import { declareValidate } from "./validateCommand.ts";
import { declareWorker } from "./workerCommand.ts";

const usage = "Shuntyard rehearses LLM-traffic migrations before production.\n\nUsage: $0 <command> [options]";

const exitCodes = `Exit codes: 0 all checks pass, 1 a check failed or a server refused, 2 a mistake
in the command or a scenario (nothing was run), 3 a check could not tell, 4 the
run, a report or a server failed, 130 and 143 interrupted (with a partial
report).`;

/** The parser of the command line; `choose` is told what to do, and nothing is done while parsing. */
export function createParser(choose: Choose): Argv {
  const parser = yargs()
    .scriptName("shuntyard")
    .usage(usage)
    .epilogue(exitCodes)
    .locale("en")
    .wrap(80)
    .parserConfiguration({ "greedy-arrays": false, "parse-positional-numbers": false })
    .option("color", { type: "boolean", describe: "Colour even where there is no terminal; --no-color for none" })
    .version(packageVersion)
    .alias("help", "h")
    .strict()
    .demandCommand(
      1,
      "expected a command: run, merge, worker, check, compare, sweep, validate, init, serve, router, deployment or key",
    );
  const declared = [
    declareRun,
    declareMerge,
    declareWorker,
    declareCheck,
    declareCompare,
    declareSweep,
    declareValidate,
    declareInit,
    declareServe,
    declareRouter,
    declareDeployment,
    declareKey,
  ];
  return declared.reduce<Argv>((all, declare) => declare(all, choose), parser);
}
