import { generatedHelp } from "./generatedHelp.ts";
import { packageVersion } from "./packageVersion.ts";

/** What `--help` and `--version` print; undefined for everything that takes a real parser. */
export function quickAnswer(argv: readonly string[]): string | undefined {
  const [only, ...others] = argv;
  if (others.length > 0) return undefined;
  switch (only) {
    case "--version":
      return `${packageVersion}\n`;
    case "--help":
    case "-h":
    case "help":
      return generatedHelp;
    default:
      return undefined;
  }
}
