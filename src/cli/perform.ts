import { errorText } from "./errorText.ts";
import { exitCode } from "./exitCode.ts";
import { performCommandLine } from "./performCommandLine.ts";

/** The command line on the real terminal. Whatever goes wrong ends in a sentence and an exit code. */
export async function perform(argv: readonly string[]): Promise<number> {
  const { stdout, stderr, env } = process;
  try {
    return await performCommandLine(argv, { stdout, stderr, environment: env });
  } catch (error) {
    stderr.write(`shuntyard: ${errorText(error)}\n`);
    return exitCode.error;
  }
}
