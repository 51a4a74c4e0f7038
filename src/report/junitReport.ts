import type { RunResult } from "../experiment/result.ts";
import { claimSuiteXml } from "./claimSuite.ts";
import { overallVerdict } from "./overallVerdict.ts";

/** The checks of a run as JUnit XML: one suite, a test case a check. */
export async function junitReport(result: RunResult): Promise<string> {
  const { scenario, strategy, seed, replay, checks } = result;
  return claimSuiteXml({
    name: scenario.name,
    className: `${scenario.name}.${strategy}`,
    properties: [
      ["verdict", overallVerdict(result)],
      ["strategy", strategy],
      ["seed", seed],
      ["replay", replay],
    ],
    claims: checks,
  });
}
