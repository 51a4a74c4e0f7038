import type { Argv } from "yargs";
import { didYouMean } from "../../scenario/nearestName.ts";
import { quote } from "../../scenario/quote.ts";
import type { Choose } from "../action.ts";
import { exitCode } from "../exitCode.ts";

/** Declares what a command of commands does with one that it does not have: says so, and which there are. */
export function declareStranger(parser: Argv, noun: string, verbs: readonly string[], choose: Choose): Argv {
  return parser.command(
    "$0",
    false,
    (command) => command.strict(false),
    ({ _: words }) =>
      choose(async ({ stderr }) => {
        const verb = words.map(String).find((word) => word !== noun);
        const got = verb === undefined ? "" : `, got ${quote(verb)}${didYouMean(verb, verbs)}`;
        stderr.write(`shuntyard: ${noun}: expected a command: ${verbs.join(", ")}${got}\n`);
        stderr.write(`shuntyard ${noun} --help tells more\n`);
        return exitCode.usage;
      }),
  );
}
