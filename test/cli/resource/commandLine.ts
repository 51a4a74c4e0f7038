import yargs from "yargs";
import type { Action } from "../../../src/cli/action.ts";
import { declareDeployment } from "../../../src/cli/deploymentCommand.ts";
import { declareRouter } from "../../../src/cli/routerCommand.ts";
import type { Terminal } from "../../../src/cli/terminal.ts";
import { recordingTerminal } from "../recordingTerminal.ts";

export interface Performed {
  readonly code: number;
  readonly results: string;
  readonly messages: string;
}

/** A home without profiles. */
const nowhere = { HOME: "/nowhere" };

/** Does what `shuntyard ...argv` asks for, of the two commands on resources alone. */
export async function performResourceLine(
  argv: readonly string[],
  environment: Terminal["environment"] = {},
): Promise<Performed> {
  const terminal = recordingTerminal({ ...nowhere, ...environment });
  const parsed: { action?: Action; mistake?: string; output?: string } = {};
  const choose = (action: Action): void => {
    parsed.action = action;
  };
  const parser = yargs()
    .scriptName("shuntyard")
    .locale("en")
    .wrap(80)
    .parserConfiguration({ "greedy-arrays": false, "parse-positional-numbers": false })
    .option("color", { type: "boolean" })
    .strict()
    .demandCommand(1);
  await declareDeployment(declareRouter(parser, choose), choose).parseAsync(argv, {}, (error, _, output) => {
    parsed.output = output;
    if (error) parsed.mistake = error.message;
  });
  if (parsed.mistake !== undefined) return { code: 2, results: "", messages: parsed.mistake };
  if (parsed.action === undefined) return { code: 0, results: parsed.output ?? "", messages: "" };
  const code = await parsed.action(terminal);
  return { code, results: terminal.results(), messages: terminal.messages() };
}
