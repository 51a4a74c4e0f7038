import { describe, expect, test } from "vitest";
import type { Expectation } from "../../../src/check/expectation.ts";
import { type CheckFacts, judge } from "../../../src/check/judge.ts";
import { PickTally } from "../../../src/check/pickTally.ts";
import { planCheck } from "../../../src/check/planCheck.ts";
import type { CheckClaim } from "../../../src/check/report.ts";
import { namedStream } from "../../../src/engine/seed.ts";
import { smoothRoundRobin } from "../../statistics/smoothRoundRobin.ts";
import { drawnPicks, tallyOf } from "../drawnTally.ts";
import { moduleFacts } from "../moduleFacts.ts";
import { promiseOf } from "../promiseOf.ts";

function claimOf(
  kind: CheckClaim["kind"],
  tally: PickTally,
  facts: Partial<CheckFacts> = {},
): Pick<CheckClaim, "verdict" | "finding"> | undefined {
  return judge(tally, { ...moduleFacts, ...facts }).claims.find((claim) => claim.kind === kind);
}

function counted(expectation: Expectation, counts: readonly number[]): PickTally {
  const tally = new PickTally(expectation);
  for (const [deployment, count] of counts.entries()) tally.addCount(deployment, count);
  return tally;
}

describe("the claim about destinations", () => {
  test("fails on a single request to a deployment that was promised none, however many were right", () => {
    const tally = tallyOf(promiseOf([1, 0]), [new Uint16Array(100_000)]);
    tally.pick(1, 100_001);
    const claim = claimOf("destinations", tally);
    expect(claim?.verdict).toBe("fail");
    expect(claim?.finding).toBe("1 request to d1, which was promised none, first request 100001");
  });

  test("names strangers, most requests first, and no more than five", () => {
    const tally = new PickTally(promiseOf([1, 1]));
    for (let at = 1; at <= 28; at++) tally.stranger(`x${Math.floor(Math.sqrt(at))}`, at);
    const { verdict, finding } = claimOf("destinations", tally, { placeNoun: "line" }) ?? {};
    expect(verdict).toBe("fail");
    expect(finding).toMatch(/^9 requests to "x4", which is not among the deployments, first line 16; /);
    const more = new PickTally(promiseOf([1, 1]));
    for (let at = 1; at <= 7; at++) more.stranger(`x${at}`, at);
    expect(claimOf("destinations", more)?.finding).toMatch(/; and 2 deployments more$/);
  });

  test("names the phase in which it was wrong", () => {
    const { phases, ...other } = promiseOf([1, 1]);
    const [phase] = phases;
    const expectation: Expectation = {
      ...other,
      phases: [
        { name: "before", fromMs: 0, toMs: 10, units: [1, 0] },
        { name: "after", fromMs: 10, toMs: 20, units: phase?.units ?? [] },
      ],
    };
    const tally = new PickTally(expectation);
    tally.pickAt(1, 1, 5);
    expect(claimOf("destinations", tally)?.finding).toContain("was promised none in before");
  });

  test("has nothing to say before the first request", () => {
    expect(claimOf("destinations", new PickTally(promiseOf([1, 1])))?.verdict).toBe("inconclusive");
  });
});

describe("the claim about attribution", () => {
  function withLost(picks: number, lost: number, other: Partial<Expectation> = {}): PickTally {
    const tally = tallyOf(promiseOf([1, 1], other), [drawnPicks([1, 1], picks, namedStream("1", "lost", 0))]);
    for (let i = 1; i <= lost; i++) tally.unattributed("no header", picks + i);
    return tally;
  }

  test("is not made where every request could be attributed", () => {
    expect(claimOf("attribution", withLost(100, 0))).toBeUndefined();
  });

  test("passes below the margin and is inconclusive from there on: they may have gone anywhere", () => {
    expect(claimOf("attribution", withLost(991, 9))?.verdict).toBe("pass");
    expect(claimOf("attribution", withLost(990, 10))?.verdict).toBe("inconclusive");
    expect(claimOf("attribution", withLost(960, 40, { margin: 0.05 }))?.verdict).toBe("pass");
  });

  test("names the commonest reason and where it was first met", () => {
    expect(claimOf("attribution", withLost(990, 10))?.finding).toContain("no header, first request 991");
  });
});

describe("the claim about the split", () => {
  test("passes, fails and waits by the count alone", () => {
    const promise = promiseOf([3, 2], { order: "any", margin: 0.05 });
    const verdicts = [
      [600, 400],
      [12_000, 8000],
      [10_000, 10_000],
    ].map((counts) => claimOf("split", counted(promise, counts), { ordered: false })?.verdict);
    expect(verdicts).toEqual(["inconclusive", "pass", "fail"]);
  });

  test("without a margin fails on what is not chance, however small; with one accepts it", () => {
    const counts = [6_030_000, 3_970_000];
    expect(claimOf("split", counted(promiseOf([3, 2], { order: "any" }), counts))?.verdict).toBe("fail");
    const accepted = counted(promiseOf([3, 2], { order: "any", margin: 0.01 }), counts);
    expect(claimOf("split", accepted)?.verdict).toBe("pass");
  });

  test("says how many requests are missing", () => {
    const promise = promiseOf([3, 2], { order: "any", margin: 0.05 });
    const { finding } = claimOf("split", counted(promise, [60, 40])) ?? {};
    expect(finding).toMatch(/nothing unusual in 100 requests.*: [\d,]+ more requests needed/);
  });

  test("holds each window of time against its phase, so a swing that evens out does not hide", () => {
    const promise = promiseOf([1, 1], { order: "any" });
    const tally = new PickTally(promise);
    for (let at = 1; at <= 2000; at++) tally.pickAt(at <= 1000 ? 0 : 1, at, at, Math.ceil(at / 1000));
    expect(claimOf("split", tally, { windowMs: 1000 })?.verdict).toBe("fail");
    expect(claimOf("split", counted(promise, [1000, 1000]))?.verdict).toBe("inconclusive");
  });

  test("with a margin fails on a window that is beyond it, and names it", () => {
    const promise = promiseOf([1, 1], { order: "any", margin: 0.05 });
    const random = namedStream("5", "outage", 0);
    const picks = drawnPicks([1, 1], 40_000, random);
    picks.fill(1, 20_000, 20_400);
    const tally = new PickTally(promise);
    for (const [i, pick] of picks.entries()) tally.pickAt(pick, i + 1, i, Math.floor(i / 400));
    const { verdict, finding } = claimOf("split", tally, { windowMs: 400 }) ?? {};
    expect(verdict).toBe("fail");
    expect(finding).toMatch(/^d0 got 0 % in window 51, promised were 50 %: 50 pp off; beyond the margin of 5 pp/);
    const whole = tallyOf(promise, [picks]);
    expect(claimOf("split", whole)?.verdict).not.toBe("fail");
  });

  test("is not failed by requests that are lost, whichever deployment's they are", () => {
    const promise = promiseOf([3, 2], { order: "any" });
    const picks = drawnPicks([3, 2], 20_000, namedStream("6", "slow", 0));
    for (const slow of [0, 1]) {
      const tally = new PickTally(promise);
      for (const [i, pick] of picks.entries()) {
        if (pick === slow && i % 4 === 0) tally.unattributed("no answer", i + 1);
        else tally.pick(pick, i + 1);
      }
      const { verdict, finding } = claimOf("split", tally) ?? {};
      expect(verdict).toBe("inconclusive");
      expect(finding).toContain("more requests do not help while more than 1 pp of them are lost");
    }
  });

  test("is failed where it is wrong wherever the lost requests went", () => {
    const promise = promiseOf([3, 2], { order: "any" });
    const tally = counted(promise, [5000, 5000]);
    for (let at = 1; at <= 500; at++) tally.unattributed("no answer", at);
    expect(claimOf("split", tally, { ordered: false })).toMatchObject({
      verdict: "fail",
      finding: expect.stringContaining("wherever the requests went that nobody can attribute"),
    });
  });

  test("counts a lost request against the phase in which it was made, and against every phase when nobody knows", () => {
    const { phases, ...other } = promiseOf([1, 1], { order: "any", margin: 0.2 });
    const split = phases[0]?.units ?? [];
    const expectation: Expectation = {
      ...other,
      phases: [
        { name: "before", fromMs: 0, toMs: 10, units: split },
        { name: "after", fromMs: 10, toMs: 20, units: split },
      ],
    };
    const tally = new PickTally(expectation);
    tally.unattributedAt("no name", 1, 15);
    tally.unattributed("no time", 2);
    tally.unattributedAt("no name", 3, 25);
    expect([tally.lostIn(0), tally.lostIn(1), tally.lost]).toEqual([1, 2, 2]);
    expect(tally.state.outside).toBe(1);
  });

  test("decides nothing on picks that come in clumps, for no error rate holds for them", () => {
    const promise = promiseOf([3, 2], { order: "any" });
    const drawn = drawnPicks([3, 2], 4000, namedStream("7", "clumps", 0));
    const clumped = Uint16Array.from({ length: 64_000 }, (_, i) => drawn[Math.floor(i / 16)] ?? 0);
    const tally = tallyOf(promise, [clumped]);
    const { claims } = judge(tally, moduleFacts);
    const claim = claims.find(({ kind }) => kind === "split");
    expect(claim?.verdict).toBe("inconclusive");
    expect(claim?.finding).toMatch(/^the picks come in clumps,.*count connections or sessions/);
    expect(claim?.evidence).toMatchObject({ falseAlarmRate: null, detectableShift: null, log10P: null });
  });

  test("of a split that changes on the way decides window by window, and else only what is grossly wrong", () => {
    const promise = promiseOf([3, 2], { order: "any" });
    const random = namedStream("8", "drift", 0);
    const drifting = Uint16Array.from([...drawnPicks([3, 2], 20_000, random), ...drawnPicks([9, 1], 20_000, random)]);
    const whole = judge(tallyOf(promise, [drifting]), moduleFacts);
    expect(whole.sequence?.looks).toBe("drifting");
    expect(whole.claims.find(({ kind }) => kind === "split")).toMatchObject({
      verdict: "inconclusive",
      finding: expect.stringMatching(/changes on the way.*--window/),
    });
    const byWindow = new PickTally(promise);
    for (const [i, pick] of drifting.entries()) byWindow.pickAt(pick, i + 1, i, Math.floor(i / 4000));
    expect(claimOf("split", byWindow, { windowMs: 4000 })?.verdict).toBe("fail");
  });

  test("fails what is wrong far beyond what its clumps explain, and claims no rate for it", () => {
    const promise = promiseOf([3, 2], { order: "any" });
    const doubled = drawnPicks([19, 1], 100_000, namedStream("9", "gross", 0));
    const clumped = Uint16Array.from({ length: 200_000 }, (_, i) => doubled[Math.floor(i / 2)] ?? 0);
    const claim = judge(tallyOf(promise, [clumped]), moduleFacts).claims.find(({ kind }) => kind === "split");
    expect(claim).toMatchObject({
      verdict: "fail",
      finding: expect.stringMatching(/^d0 got 9\d.*35 pp off; .* even if only one request in \d+ counted/),
      evidence: { falseAlarmRate: null },
    });
  });

  test("fails an even deal of a wrong split, which is no clump", () => {
    const tally = tallyOf(promiseOf([3, 2], { order: "any", margin: 0.05 }), [
      Uint16Array.from({ length: 12_000 }, (_, i) => i % 2),
    ]);
    const report = judge(tally, moduleFacts);
    expect(report.sequence?.looks).toBe("too-regular");
    expect(report.claims.find(({ kind }) => kind === "split")?.verdict).toBe("fail");
  });

  test("takes an even deal for a split as good as drawn", () => {
    const promise = promiseOf([3, 2], { order: "any" });
    const schedule = smoothRoundRobin([3, 2]);
    const rota = Uint16Array.from({ length: 400_000 }, () => schedule.next().value);
    const report = judge(tallyOf(promise, [rota]), moduleFacts);
    expect(report.sequence?.looks).toBe("too-regular");
    expect(report.claims.find(({ kind }) => kind === "split")?.verdict).toBe("pass");
  });

  test("says of a pass what it would have caught: the margin, and nothing more is needed", () => {
    const promise = promiseOf([3, 2], { order: "any", margin: 0.02 });
    const report = judge(counted(promise, [42_803, 28_537]), { ...moduleFacts, ordered: false });
    expect(report.claims.find(({ kind }) => kind === "split")).toMatchObject({
      verdict: "pass",
      evidence: { detectableShift: 0.02, picksMissing: null },
    });
  });

  test("says how many requests an empty phase is short of", () => {
    const promise = promiseOf([3, 2], { order: "any", margin: 0.02 });
    const report = judge(new PickTally(promise), moduleFacts);
    expect(report.phases[0]?.picksMissing).toBe(planCheck(promise).requests);
  });

  test("warns of a margin that lets a deployment die", () => {
    const promise = promiseOf([98, 2], { order: "any", margin: 0.05 });
    const { notes } = judge(counted(promise, [1000, 0]), { ...moduleFacts, ordered: false });
    expect(notes.join()).toContain("passes even when no request goes to d1 (2 %)");
  });

  test("fails a smooth selector that is off after enough requests, with no chance involved", () => {
    const promise = promiseOf([1, 1], { order: "smooth", strayLimit: 1 });
    const off = Uint16Array.from({ length: 1000 }, (_, i) => (i % 20 === 1 ? 0 : i % 2));
    expect(claimOf("split", tallyOf(promise, [off]))?.verdict).toBe("fail");
  });
});

describe("the claim about the order", () => {
  const promise = promiseOf([3, 2]);

  test("is not made where nothing was promised", () => {
    expect(claimOf("order", counted(promiseOf([1, 1], { order: "any" }), [5, 5]))).toBeUndefined();
  });

  test("waits until a rota could have been told from random draws", () => {
    const picks = drawnPicks([3, 2], 1000, namedStream("2", "order", 0));
    expect(claimOf("order", tallyOf(promise, [picks.subarray(0, 30)]))?.verdict).toBe("inconclusive");
    expect(claimOf("order", tallyOf(promise, [picks]))?.verdict).toBe("pass");
  });

  test("says in words what is wrong with it", () => {
    const schedule = smoothRoundRobin([3, 2]);
    const rota = Uint16Array.from({ length: 1000 }, () => schedule.next().value);
    const drawn = drawnPicks([3, 2], 1000, namedStream("3", "order", 0));
    const clumped = Uint16Array.from({ length: 4000 }, (_, i) => drawn[Math.floor(i / 16)] ?? 0);
    const findings = [[rota], [clumped], [drawn, drawn]].map((sequences) => {
      const { verdict, finding } = claimOf("order", tallyOf(promise, sequences), { instances: sequences.length }) ?? {};
      expect(verdict).toBe("fail");
      return finding;
    });
    expect(findings[0]).toMatch(/too regular for random draws/);
    expect(findings[1]).toMatch(/come in clumps/);
    expect(findings[2]).toMatch(/two selectors pick alike/);
  });

  test("cannot be held against the promise when a request went where none was promised", () => {
    const tally = tallyOf(promiseOf([3, 2, 0]), [Uint16Array.of(0, 1, 2)]);
    expect(claimOf("order", tally)?.verdict).toBe("inconclusive");
    expect(claimOf("order", tally)?.finding).toMatch(/went where none was promised/);
  });

  test("a rota of a wrong split fails both claims; independent draws of a wrong split fail the split alone", () => {
    const schedule = smoothRoundRobin([1, 1]);
    const rota = Uint16Array.from({ length: 5000 }, () => schedule.next().value);
    const drawn = drawnPicks([1, 1], 5000, namedStream("4", "order", 0));
    const verdicts = [rota, drawn].map((picks) =>
      (["split", "order"] as const).map((kind) => claimOf(kind, tallyOf(promise, [picks]))?.verdict),
    );
    expect(verdicts).toEqual([
      ["fail", "fail"],
      ["fail", "pass"],
    ]);
  });
});

describe("a source that broke", () => {
  test("fails for that, whatever its picks show", () => {
    const report = judge(new PickTally(promiseOf([1, 1])), { ...moduleFacts, broken: "request 17: pick() threw" });
    expect(report.verdict).toBe("fail");
    expect(report.claims[0]).toMatchObject({ kind: "answers", verdict: "fail", finding: "request 17: pick() threw" });
  });
});
