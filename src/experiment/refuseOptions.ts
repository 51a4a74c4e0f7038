import { parseSeed } from "../engine/seed.ts";
import { strategyNames } from "../routing/strategy.ts";
import type { RunOptions } from "./runOptions.ts";

/** @throws RangeError that names every option that is out of range */
export function refuseOptions({ replications, workers, seed, strategy }: RunOptions): void {
  const mistakes: string[] = [];
  for (const [name, value] of Object.entries({ replications, workers })) {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1)) {
      mistakes.push(`${name}: expected an integer >= 1, got ${value}`);
    }
  }
  if (seed !== undefined && parseSeed(seed) === undefined) {
    mistakes.push(`seed: expected 1 to 32 hexadecimal digits, got "${seed}"`);
  }
  if (typeof strategy === "string" && !strategyNames.includes(strategy)) {
    mistakes.push(`strategy: expected one of ${strategyNames.join(", ")}, got "${strategy}"`);
  }
  if (mistakes.length > 0) throw new RangeError(`the run cannot be played with these options: ${mistakes.join("; ")}`);
}
