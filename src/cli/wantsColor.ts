import type { Output, Terminal } from "./terminal.ts";

/** `--color` and `--no-color` win; else colour is for terminals that can, where NO_COLOR does not forbid it. */
export function wantsColor(flag: boolean | undefined, output: Output, { environment }: Terminal): boolean {
  if (flag !== undefined) return flag;
  const forbidden = (environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb";
  return !forbidden && output.isTTY === true;
}
