import type { Argv } from "yargs";
import type { Choose } from "./action.ts";

/** `shuntyard validate`: says what is wrong with scenarios without playing them. */
export function declareValidate(parser: Argv, choose: Choose): Argv {
  return parser.command(
    "validate <scenario..>",
    "Check scenarios for mistakes without running them",
    (command) =>
      command.positional("scenario", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "Scenario files (JSON)",
      }),
    ({ scenario }) =>
      choose(async (terminal) => {
        const { validateScenarios } = await import("./validateScenarios.ts");
        return validateScenarios(scenario, terminal);
      }),
  );
}
