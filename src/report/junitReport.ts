import type { TestSuite } from "junit-report-builder";
import type { CheckResult, RunResult } from "../experiment/result.ts";
import { evidenceLines } from "./evidenceLines.ts";
import { overallVerdict } from "./overallVerdict.ts";
import { printable } from "./printable.ts";

const evidenceWidth = 100;

/**
 * The checks as JUnit XML: one suite, a test case a check. A failed check is a failure; an inconclusive one too, of type
 * "inconclusive", because a check that could not tell must not look green; a check in error is an error. No times: the
 * same result gives the same bytes.
 */
export async function junitReport(result: RunResult): Promise<string> {
  const { default: junit } = await import("junit-report-builder");
  const builder = junit.newBuilder().name("shuntyard");
  const suite = builder.testSuite().name(printable(result.scenario.name));
  for (const [name, value] of suiteProperties(result)) suite.property(name, printable(value));
  for (const check of result.checks) addTestCase(suite, check, result);
  return builder.build();
}

function suiteProperties(result: RunResult): readonly (readonly [string, string])[] {
  return [
    ["verdict", overallVerdict(result)],
    ["strategy", result.strategy],
    ["seed", result.seed],
    ["replay", result.replay],
  ];
}

function addTestCase(suite: TestSuite, check: CheckResult, { scenario, strategy }: RunResult): void {
  const finding = printable(check.finding);
  const testCase = suite
    .testCase()
    .className(printable(`${scenario.name}.${strategy}`))
    .name(printable(`${check.id}: ${check.claim}`));
  if (check.verdict === "error") testCase.error(finding, "error");
  else if (check.verdict !== "pass") testCase.failure(finding, check.verdict);
  const numbers = check.evidence === undefined ? [] : evidenceLines(check.evidence, evidenceWidth);
  testCase.standardOutput([finding, ...numbers].join("\n"));
}
