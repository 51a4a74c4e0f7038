import fc from "fast-check";
import { expect, test } from "vitest";
import { planCheck } from "../../src/check/planCheck.ts";
import { displayWidth } from "../../src/report/displayWidth.ts";
import { planReport } from "../../src/report/planReport.ts";
import { checkPlan } from "./checkReportArbitrary.ts";
import { sixtyForty } from "./fixtures/checks.ts";

test("no line is wider than the terminal, and none can steer it, whatever the names", () => {
  fc.assert(
    fc.property(checkPlan, fc.integer({ min: 40, max: 160 }), (plan, width) => {
      const text = planReport(plan, { color: false, width });
      for (const line of text.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(text).not.toMatch(/[^\n\P{Cc}]|[\u202a-\u202e\u2066-\u2069]/u);
    }),
    { numRuns: 50 },
  );
});

test.for([40, 80])("60 / 40, at %i columns", async (width) => {
  await expect(planReport(planCheck(sixtyForty), { color: false, width })).toMatchFileSnapshot(
    `snapshots/plan-sixty-forty-${width}.txt`,
  );
});

test("a canary that gets nothing at first", async () => {
  const plan = planCheck({
    ...sixtyForty,
    order: "any",
    deployments: ["current", "next"],
    phases: [
      { name: "start", fromMs: 0, toMs: 60_000, units: [1, 0] },
      { name: "add", fromMs: 60_000, toMs: 120_000, units: [999, 1] },
    ],
  });
  await expect(planReport(plan, { color: false, width: 80 })).toMatchFileSnapshot("snapshots/plan-canary-80.txt");
});

test("more than six phases are counted, with what they take together", () => {
  const [phase] = planCheck(sixtyForty).phases;
  const plan = {
    ...planCheck(sixtyForty),
    phases: Array.from({ length: 9 }, () => ({ ...Object(phase), requests: 1000 })),
  };
  expect(planReport(plan, { color: false, width: 80 })).toContain(
    "\n… and 3 phases more, which take 3,000 requests together.\n",
  );
});
