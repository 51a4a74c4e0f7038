import fc from "fast-check";
import { expect, test } from "vitest";
import { byteLength } from "../../src/report/cutText.ts";
import { githubSummary } from "../../src/report/githubSummary.ts";
import { checkReport } from "./checkReportArbitrary.ts";
import { manyOfAll, strangersInLog, wrongSplit } from "./fixtures/checks.ts";
import { scaledDownTooEarly } from "./fixtures/scaledDownTooEarly.ts";
import { runResult } from "./runResultArbitrary.ts";

const anyResult = fc.oneof(checkReport, runResult);

/** Without the command at the end, which stands in a fence of its own. */
function prose(summary: string): string {
  return summary.replace(/\n(`{3,})sh\n.*\n\1\n$/, "\n");
}

test("nothing in a name breaks out of its place", () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      const text = prose(githubSummary(result));
      expect(text).not.toContain("`");
      expect(text.replaceAll(/<\/?code>/g, "")).not.toMatch(/[<>]|\]\(|:\/\/|www\.|[\r\t\0]/i);
      for (const line of text.split("\n")) {
        expect(line).toMatch(/^($|### |\||- |Seed |To do |[^\s#>|`<=~+*_-])/);
        if (line.startsWith("|"))
          expect(line.match(/\|/g)?.length).toBe(/^\| (<code>|dep|--- \| ---:)/.test(line) ? 7 : 4);
      }
    }),
  );
});

test("markup, links, mentions and cells in a name are shown letter by letter", () => {
  const hostile =
    "<img src=x onerror=alert(1)>|@team [x](https://evil.example) **b** `c` $d$ <!-- www.evil.example :tada:";
  const [deployment] = wrongSplit.deployments;
  const report = { ...wrongSplit, subject: hostile, deployments: [{ ...Object(deployment), name: hostile }] };
  const text = githubSummary(report);
  expect(text).toContain("&#60;img src=x onerror=alert(1)&#62;&#124;&#64;team &#91;x&#93;(https&#58;//evil.example)");
  expect(text).toContain("&#42;&#42;b&#42;&#42; &#96;c&#96; &#36;d&#36; &#60;&#33;-- www&#46;evil.example &#58;tada:");
});

test("the command stands in a fence that it cannot close", () => {
  const text = githubSummary({ ...wrongSplit, replay: "a ```` b\n```" });
  expect(text).toMatch(/\n`````sh\na ```` b ```\n`````\n$/);
});

test("verdict first, then the claims worst first", () => {
  const text = githubSummary(scaledDownTooEarly);
  expect(text.split("\n")[0]).toMatch(/^### ERROR/);
  const verdicts = [...text.matchAll(/^\| (\*\*\w+\*\*|pass) \|/gm)].map(([, verdict]) => verdict);
  expect(verdicts).toEqual(["**ERROR**", "**FAIL**", "**INCONCLUSIVE**", "pass"]);
});

test("what does not fit is left out by whole rows, the claims last, and counted", () => {
  const [deployment] = wrongSplit.deployments;
  const deployments = Array.from({ length: 40_000 }, (_, j) => ({ ...Object(deployment), name: `deployment-${j}` }));
  const text = githubSummary({ ...wrongSplit, deployments });
  expect(byteLength(text)).toBeLessThan(1024 * 1024);
  expect(byteLength(text)).toBeGreaterThan(900 * 1024);
  const shown = text.match(/^\| <code>deployment-\d+<\/code> \|.*\|$/gm)?.length ?? 0;
  expect(text).toContain(`… and ${(40_000 - shown).toLocaleString("en")} more, for which there is no room here.`);
  expect(text).toMatch(/\n```sh\nshuntyard check .*\n```\n$/);
  expect(text.match(/^\| (pass|\*\*FAIL\*\*) \|/gm)).toHaveLength(wrongSplit.claims.length);
});

test("whatever it holds, it is never longer than asked", () => {
  const long = "<".repeat(100_000);
  const claims = Array.from({ length: 20 }, () => ({ ...Object(wrongSplit.claims[0]), claim: long, finding: long }));
  const report = { ...manyOfAll, claims, subject: long, replay: long, notes: [long, long] };
  for (const mostBytes of [192 * 1024, 300 * 1024]) {
    expect(byteLength(githubSummary(report, mostBytes))).toBeLessThanOrEqual(mostBytes);
  }
});

test.for([
  ["check-wrong-split", wrongSplit],
  ["check-strangers-in-log", strangersInLog],
  ["scaled-down-too-early", scaledDownTooEarly],
] as const)("%s", async ([file, result]) => {
  await expect(githubSummary(result)).toMatchFileSnapshot(`snapshots/${file}.md`);
});
