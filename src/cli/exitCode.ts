import type { Verdict } from "../experiment/result.ts";

/** What the process tells whoever started it. */
export const exitCode = {
  pass: 0,
  fail: 1,
  /** A mistake in the command or in a scenario; nothing was run. */
  usage: 2,
  inconclusive: 3,
  /** The run could not be played to its end, or a report not be written. */
  error: 4,
  interrupted: 130,
  terminated: 143,
} as const;

const worstFirst: readonly Verdict[] = ["error", "fail", "inconclusive", "pass"];

/** The exit code of the worst verdict; `failCode` stands for a failed check. */
export function worstExitCode(verdicts: readonly Verdict[], failCode: number): number {
  const worst = worstFirst.find((verdict) => verdicts.includes(verdict)) ?? "pass";
  return worst === "fail" ? failCode : exitCode[worst];
}
