import fc from "fast-check";
import { expect, test } from "vitest";
import { junitReport } from "../../src/report/junitReport.ts";
import { scaledDownTooEarly } from "./fixtures/scaledDownTooEarly.ts";
import { runResult } from "./runResultArbitrary.ts";

test("one test case a check; a failure where the check failed or could not tell, an error where it is in error", async () => {
  await fc.assert(
    fc.asyncProperty(runResult, async (result) => {
      const xml = await junitReport(result);
      const count = (verdict: string): number => result.checks.filter((check) => check.verdict === verdict).length;
      expect(xml.match(/<testcase /g) ?? []).toHaveLength(result.checks.length);
      expect(xml.match(/<failure /g) ?? []).toHaveLength(count("fail") + count("inconclusive"));
      expect(xml.match(/<error /g) ?? []).toHaveLength(count("error"));
    }),
  );
});

test("no name breaks the XML: markup is escaped and what XML forbids is left out", async () => {
  const hostile = `<b>&"\u0000\u0008\uffff]]>`;
  const check = { id: hostile, kind: "split", verdict: "fail", claim: hostile, finding: hostile } as const;
  const xml = await junitReport({ ...scaledDownTooEarly, checks: [check] });
  expect(xml).toContain('<failure message="&lt;b>&amp;&quot; ]]>" type="fail"/>');
  expect(xml).toContain('<![CDATA[<b>&" ]]]]><![CDATA[>]]>');
  expect(xml).not.toMatch(/[^\n\P{Cc}]|\uffff/u);
});

test("a run that went badly", async () => {
  await expect(await junitReport(scaledDownTooEarly)).toMatchFileSnapshot("snapshots/scaled-down-too-early.xml");
});
