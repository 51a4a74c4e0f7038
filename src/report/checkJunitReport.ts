import type { CheckReport } from "../check/report.ts";
import { checkVerdict } from "./checkVerdict.ts";
import { claimSuiteXml } from "./claimSuite.ts";

/** The claims of a check as JUnit XML: one suite, a test case a claim. */
export async function checkJunitReport(report: CheckReport): Promise<string> {
  const { source, subject, seed, replay, claims } = report;
  return claimSuiteXml({
    name: subject,
    className: `check.${source}`,
    properties: [
      ["verdict", checkVerdict(report)],
      ["source", source],
      ...(seed === null ? [] : [["seed", seed] as const]),
      ["replay", replay],
    ],
    claims,
  });
}
