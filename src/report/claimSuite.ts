import type { TestSuite } from "junit-report-builder";
import type { JudgedClaim } from "../experiment/result.ts";
import { evidenceLines } from "./evidenceLines.ts";
import { printable } from "./printable.ts";

const evidenceWidth = 100;

/** What one JUnit file says. */
export interface ClaimSuite {
  readonly name: string;
  /** Class that every test case names. */
  readonly className: string;
  readonly properties: readonly (readonly [string, string])[];
  readonly claims: readonly JudgedClaim[];
}

/**
 * Claims as JUnit XML: one suite, a test case a claim. A failed claim is a failure; an inconclusive one too, of type
 * "inconclusive", because a check that could not tell must not look green; a claim in error is an error. No times: the
 * same claims give the same bytes.
 */
export async function claimSuiteXml({ name, className, properties, claims }: ClaimSuite): Promise<string> {
  const { default: junit } = await import("junit-report-builder");
  const builder = junit.newBuilder().name("shuntyard");
  const suite = builder.testSuite().name(printable(name));
  for (const [property, value] of properties) suite.property(property, printable(value));
  for (const claim of claims) addTestCase(suite, claim, className);
  return builder.build();
}

function addTestCase(suite: TestSuite, claim: JudgedClaim, className: string): void {
  const finding = printable(claim.finding);
  const testCase = suite
    .testCase()
    .className(printable(className))
    .name(printable(`${claim.id}: ${claim.claim}`));
  if (claim.verdict === "error") testCase.error(finding, "error");
  else if (claim.verdict !== "pass") testCase.failure(finding, claim.verdict);
  const numbers = claim.evidence === undefined ? [] : evidenceLines(claim.evidence, evidenceWidth);
  testCase.standardOutput([finding, ...numbers].join("\n"));
}
