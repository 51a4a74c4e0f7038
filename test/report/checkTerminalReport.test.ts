import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkTerminalReport } from "../../src/report/checkTerminalReport.ts";
import { displayWidth } from "../../src/report/displayWidth.ts";
import { checkReport } from "./checkReportArbitrary.ts";
import {
  allChecks,
  manyOfAll,
  onlyCounts,
  rightSplit,
  roundRobin,
  smoothAsPromised,
  strangersInLog,
  tooFew,
} from "./fixtures/checks.ts";

const width = fc.integer({ min: 40, max: 160 });

function linesOf(report: Parameters<typeof checkTerminalReport>[0], columns = 80): readonly string[] {
  return checkTerminalReport(report, { color: false, width: columns }).trimEnd().split("\n");
}

test("no line is wider than the terminal, whatever the names", () => {
  fc.assert(
    fc.property(checkReport, width, fc.boolean(), (report, columns, color) => {
      const lines = checkTerminalReport(report, { color, width: columns }).split("\n");
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    }),
    { numRuns: 50 },
  );
});

test("without colour nothing in it can steer a terminal", () => {
  fc.assert(
    fc.property(checkReport, width, (report, columns) => {
      expect(checkTerminalReport(report, { color: false, width: columns })).not.toMatch(
        /[^\n\P{Cc}]|[\u202a-\u202e\u2066-\u2069]/u,
      );
    }),
    { numRuns: 50 },
  );
});

test("colour adds colour codes and nothing else", () => {
  fc.assert(
    fc.property(checkReport, width, (report, columns) => {
      const colored = checkTerminalReport(report, { color: true, width: columns });
      expect(stripVTControlCharacters(colored)).toBe(checkTerminalReport(report, { color: false, width: columns }));
    }),
    { numRuns: 30 },
  );
});

test.each(Object.entries(allChecks))("claims come worst first and the last line is the verdict: %s", (_, report) => {
  const lines = linesOf(report, 120);
  const order = ["ERROR", "FAIL", "INCONCLUSIVE", "pass"];
  const words = lines.flatMap((line) => /^(ERROR|FAIL|INCONCLUSIVE|pass) /.exec(line)?.[1] ?? []);
  expect(words).toEqual(words.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)));
  expect(words).toHaveLength(report.claims.length);
  expect(lines.at(-1)).toMatch(new RegExp(`^Verdict: ${words[0]}`));
});

test("a check that could not tell says in its last line how many requests are missing", () => {
  expect(linesOf(tooFew).at(-1)).toMatch(/^Verdict: INCONCLUSIVE \([\d,]+ more requests needed\)$/);
});

test("a check that was cut short says so at both ends", () => {
  const lines = linesOf({ ...rightSplit, partial: true });
  expect(lines).toContain("CUT SHORT: only the 400,000 requests up to then are judged.");
  expect(lines.at(-1)).toBe("Verdict: pass, of a check that was cut short");
});

test("of many deployments and phases it shows some and counts the rest", () => {
  const lines = linesOf(manyOfAll);
  expect(lines.filter((line) => /^deployment-\d+ /.test(line))).toHaveLength(12);
  expect(lines.filter((line) => /^phase-\d+: /.test(line))).toHaveLength(20);
  expect(lines.filter((line) => /^stranger-\d+ /.test(line))).toHaveLength(10);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^and 18 more: [\d,]+ requests, none further off than [\d.]+ pp$/),
      expect.stringMatching(/^… 20 phases more, none further off than [\d.]+ pp …$/),
      "and 5 more: 5 requests",
    ]),
  );
});

test("the deployments that are shown of many are the furthest off", () => {
  const away = new Map(
    manyOfAll.deployments.map((share) => [share.name, Math.abs((share.observed ?? 0) - (share.expected ?? 0))]),
  );
  const shown = linesOf(manyOfAll).flatMap((line) => /^(deployment-\d+) /.exec(line)?.[1] ?? []);
  const hidden = [...away.keys()].filter((name) => !shown.includes(name));
  const nearestShown = Math.min(...shown.map((name) => away.get(name) ?? 0));
  for (const name of hidden) expect(away.get(name)).toBeLessThanOrEqual(nearestShown);
});

test.each([
  ["nobody promised otherwise", { ...roundRobin, order: "any" }, /too regular for random draws.*nobody promised/],
  ["it was promised", smoothAsPromised, /The order: regular, as promised/],
  ["only counts came in", onlyCounts, /The order: not known, only counts came in\./],
  ["a claim has told it already", roundRobin, /^(?!.*The order:)/],
] as const)("it says what the order looks like: %s", (_, report, words) => {
  expect(linesOf(report).join(" ")).toMatch(words);
});

test("a split that is further off than chance makes it is told in times", () => {
  const report = { ...rightSplit, distance: { observed: 0.021, expected: 0.0007, picks: 300_000 } };
  expect(linesOf(report).join(" ")).toContain("That is 30 times as much.");
});

test("a name cannot hide the end of a log", () => {
  expect(linesOf(strangersInLog).join("\n")).not.toContain("\u202e");
});

test.for([40, 80, 120])("a right split, at %i columns", async (columns) => {
  await expect(checkTerminalReport(rightSplit, { color: false, width: columns })).toMatchFileSnapshot(
    `snapshots/check-right-split-${columns}.txt`,
  );
});

test.for([
  ["wrongSplit", "check-wrong-split"],
  ["roundRobin", "check-round-robin"],
  ["tooFew", "check-too-few"],
  ["strangersInLog", "check-strangers-in-log"],
  ["severalPhases", "check-several-phases"],
  ["smoothAsPromised", "check-smooth-as-promised"],
] as const)("%s, at 80 columns", async ([name, file]) => {
  const report = allChecks[name] ?? rightSplit;
  await expect(checkTerminalReport(report, { color: false, width: 80 })).toMatchFileSnapshot(
    `snapshots/${file}-80.txt`,
  );
});
