import fc from "fast-check";
import { expect, test } from "vitest";
import { checkJunitReport } from "../../src/report/checkJunitReport.ts";
import { checkReport } from "./checkReportArbitrary.ts";
import { tooFew } from "./fixtures/checks.ts";

test("one test case a claim; a failure where it failed or could not tell, an error where it is in error", async () => {
  await fc.assert(
    fc.asyncProperty(checkReport, async (report) => {
      const xml = await checkJunitReport(report);
      const count = (verdict: string): number => report.claims.filter((claim) => claim.verdict === verdict).length;
      expect(xml.match(/<testcase /g) ?? []).toHaveLength(report.claims.length);
      expect(xml.match(/<failure /g) ?? []).toHaveLength(count("fail") + count("inconclusive"));
      expect(xml.match(/<error /g) ?? []).toHaveLength(count("error"));
    }),
    { numRuns: 50 },
  );
});

test("a check that could not tell", async () => {
  await expect(await checkJunitReport(tooFew)).toMatchFileSnapshot("snapshots/check-too-few.xml");
});
