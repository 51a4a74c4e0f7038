import type { Mistake } from "./mistake.ts";

/**
 * A mistake in one line, as compilers write them: `scenario.json:12:7 timeline[2].at: expected …`.
 *
 * @param path of the scenario
 */
export function formatMistake(mistake: Mistake, path: string): string {
  const place = `${mistake.file ?? path}:${mistake.line}:${mistake.column}`;
  return `${place}${mistake.path === "" ? "" : ` ${mistake.path}`}: ${mistake.message}`;
}
