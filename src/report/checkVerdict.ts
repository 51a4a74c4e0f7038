import type { CheckReport } from "../check/report.ts";
import { formatCount } from "./formatNumber.ts";
import { verdictWords } from "./verdictLines.ts";

/** "INCONCLUSIVE (70,337 more requests needed)": the last word on a check, in plain text. */
export function checkVerdict({ verdict, partial, claims }: CheckReport): string {
  const reach = partial ? ", of a check that was cut short" : "";
  const missing = Math.max(0, ...claims.map(({ evidence }) => evidence?.picksMissing ?? 0));
  const needed = verdict === "inconclusive" && missing > 0 ? ` (${formatCount(missing)} more requests needed)` : "";
  return `${verdictWords[verdict]}${reach}${needed}`;
}
