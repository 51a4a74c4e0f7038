import { didYouMean } from "../scenario/nearestName.ts";
import { quote } from "../scenario/quote.ts";
import type { Action } from "./action.ts";
import { exitCode } from "./exitCode.ts";
import { createParser } from "./parser.ts";
import type { Terminal } from "./terminal.ts";

/** Does what the command line asks for and gives the exit code. */
export async function performCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = await parse(argv);
  if (parsed.mistake !== undefined) {
    terminal.stderr.write(`shuntyard: ${parsed.mistake}\nshuntyard --help and shuntyard <command> --help tell more\n`);
    return exitCode.usage;
  }
  if (parsed.action !== undefined) return parsed.action(terminal);
  terminal.stdout.write(`${parsed.output}\n`);
  return exitCode.pass;
}

interface Parsed {
  action?: Action;
  /** Of `--help` and `--version`, and beside a mistake. */
  output?: string;
  mistake?: string;
}

async function parse(argv: readonly string[]): Promise<Parsed> {
  const parsed: Parsed = {};
  const parser = createParser((action) => {
    parsed.action = action;
  });
  await parser.parseAsync(argv, {}, (error, _, output) => {
    parsed.output = output;
    if (error) parsed.mistake = inOurWords(error.message, argv, output);
  });
  return parsed;
}

/** What yargs complains about, in our words where its own do not help, with the nearest name that the help knows. */
function inOurWords(message: string, argv: readonly string[], help: string): string {
  const [command = ""] = argv;
  if (help.includes("\nCommands:") && !command.startsWith("-")) {
    return `unknown command ${quote(command)}${didYouMean(command, names(help, /^ {2}shuntyard ([a-z]+)/gm))}`;
  }
  if (message.startsWith("Not enough non-option arguments")) {
    return command === "sweep" ? "expected a study file" : "expected at least one scenario file";
  }
  const options = names(help, / --([a-z-]+)/g);
  const unknown = names(argv.join("\n"), /^--(?:no-)?([^=\n]+)/gm).find((name) => !options.includes(name));
  return unknown === undefined ? message : message + didYouMean(unknown, options);
}

function names(text: string, pattern: RegExp): readonly string[] {
  return Array.from(text.matchAll(pattern), ([, name = ""]) => name);
}
