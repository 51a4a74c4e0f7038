import type { CheckReport } from "../check/report.ts";
import { formatCount } from "./formatNumber.ts";
import { verdictWords } from "./verdictLines.ts";

/** "INCONCLUSIVE (70,337 more requests needed)": the last word on a check, in plain text. */
export function checkVerdict({ verdict, partial, claims }: CheckReport): string {
  const reach = partial ? ", of a check that was cut short" : "";
  const missing = Math.max(0, ...claims.map(({ evidence }) => evidence?.picksMissing ?? 0));
  if (verdict !== "inconclusive") return `${verdictWords[verdict]}${reach}`;
  const why = claims.flatMap(({ kind, verdict: word, evidence }) => {
    if (word !== "inconclusive") return [];
    if (kind === "attribution") return ["too many requests cannot be attributed"];
    return kind === "split" && evidence?.falseAlarmRate === null ? ["the picks depend on one another"] : [];
  });
  const needed = missing > 0 ? [`${formatCount(missing)} more ${missing === 1 ? "request" : "requests"} needed`] : [];
  const reasons = [...why, ...needed];
  return `${verdictWords[verdict]}${reach}${reasons.length === 0 ? "" : ` (${reasons.join("; ")})`}`;
}
