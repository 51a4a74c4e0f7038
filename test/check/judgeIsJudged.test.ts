import { describe, expect, test } from "vitest";
import type { Expectation } from "../../src/check/expectation.ts";
import { judge } from "../../src/check/judge.ts";
import { planCheck } from "../../src/check/planCheck.ts";
import type { CheckReport } from "../../src/check/report.ts";
import { SequentialJudge } from "../../src/check/sequentialJudge.ts";
import { namedStream } from "../../src/engine/seed.ts";
import type { Verdict } from "../../src/experiment/result.ts";
import { logBinomialTail } from "../../src/statistics/binomialTail.ts";
import { smoothRoundRobin } from "../statistics/smoothRoundRobin.ts";
import { drawnPicks, tallyOf } from "./drawnTally.ts";
import { moduleFacts } from "./moduleFacts.ts";
import { promiseOf } from "./promiseOf.ts";

/*
 * The seeds are fixed. The limit on a number of alarms is the upper 1e-9 point of the binomial law that the stated rate
 * gives at most, so if the seeds were drawn anew a judge that keeps its promise would fail a test with probability 1e-9.
 */
const surely = Math.log(1e-9);

/** Streams of independent draws by `units`, judged one by one. */
function judgeStreams(
  expectation: Expectation,
  units: readonly number[],
  { streams, n, instances = 1 }: { readonly streams: number; readonly n: number; readonly instances?: number },
): readonly CheckReport[] {
  return Array.from({ length: streams }, (_, stream) => {
    const random = namedStream("5eed", units.join(":"), stream);
    const sequences = Array.from({ length: instances }, () => drawnPicks(units, Math.ceil(n / instances), random));
    return judge(tallyOf(expectation, sequences), { ...moduleFacts, instances });
  });
}

function countOf(reports: readonly CheckReport[], verdict: Verdict): number {
  return reports.filter((report) => report.verdict === verdict).length;
}

describe("the false-alarm rate", () => {
  test.each([
    { units: [3, 2], n: 300, streams: 10_000, instances: 1 },
    { units: [4, 1], n: 320, streams: 10_000, instances: 2 },
    { units: [5, 3, 2], n: 300, streams: 10_000, instances: 1 },
  ])("fails at most one in a hundred of $streams right routers of $units at 1e-2", ({ units, ...size }) => {
    const expectation = promiseOf(units, { flake: 1e-2 });
    const failed = countOf(judgeStreams(expectation, units, size), "fail");
    expect(logBinomialTail(failed, size.streams, 1e-2, "upper")).toBeGreaterThan(surely);
  });

  test("holds where the margin is wide enough to pass most of them", () => {
    const expectation = promiseOf([3, 2], { flake: 1e-2, miss: 1e-2, margin: 0.14 });
    const n = planCheck(expectation).requests ?? 0;
    const reports = judgeStreams(expectation, [3, 2], { streams: 5000, n });
    expect(n).toBeLessThan(500);
    expect(countOf(reports, "pass") + countOf(reports, "fail")).toBe(5000);
    expect(logBinomialTail(countOf(reports, "fail"), 5000, 1e-2, "upper")).toBeGreaterThan(surely);
  });

  test("holds though whoever loses a tenth of the requests has seen where they went", () => {
    const expectation = promiseOf([3, 2], { flake: 1e-2 });
    const sequential = new SequentialJudge(expectation);
    let failed = 0;
    let stoppedToFail = 0;
    for (let stream = 0; stream < 2000; stream++) {
      const picks = drawnPicks([3, 2], 300, namedStream("1057", "seen", stream));
      const tally = tallyOf(expectation, []);
      let lost = 0;
      let refuted = false;
      for (const [i, pick] of picks.entries()) {
        if (pick === stream % 2 && lost < 30) {
          tally.unattributed("no answer", i + 1);
          lost++;
        } else tally.pick(pick, i + 1);
        refuted ||= i % 30 === 29 && sequential.decide(tally) === "fail";
      }
      if (judge(tally, moduleFacts).verdict === "fail") failed++;
      if (refuted) stoppedToFail++;
    }
    expect(logBinomialTail(failed, 2000, 1e-2, "upper")).toBeGreaterThan(surely);
    expect(logBinomialTail(stoppedToFail, 2000, 1e-2, "upper")).toBeGreaterThan(surely);
  });

  test("holds for a right router that is judged window by window against a margin", () => {
    const expectation = promiseOf([3, 2], { flake: 1e-2, miss: 1e-2, margin: 0.05, order: "any" });
    let failed = 0;
    for (let stream = 0; stream < 1000; stream++) {
      const picks = drawnPicks([13, 7], 600, namedStream("817d0", "edge", stream));
      const tally = tallyOf(expectation, []);
      for (const [i, pick] of picks.entries()) tally.pickAt(pick, i + 1, i, Math.floor(i / 20));
      if (judge(tally, { ...moduleFacts, windowMs: 20 }).claims.some(({ verdict }) => verdict === "fail")) failed++;
    }
    // Even at the very edge of the margin, 65 % for 60 %.
    expect(logBinomialTail(failed, 1000, 1e-2, "upper")).toBeGreaterThan(surely);
  });

  test("holds however often one looks", () => {
    const expectation = promiseOf([3, 2], { flake: 1e-2 });
    const sequential = new SequentialJudge(expectation);
    let failed = 0;
    for (let stream = 0; stream < 2000; stream++) {
      const picks = drawnPicks([3, 2], 400, namedStream("100c", "looks", stream));
      const tally = tallyOf(expectation, []);
      for (const [i, pick] of picks.entries()) {
        tally.pick(pick, i + 1);
        if (i % 20 === 19 && sequential.decide(tally) === "fail") {
          failed++;
          break;
        }
      }
    }
    expect(logBinomialTail(failed, 2000, 1e-2, "upper")).toBeGreaterThan(surely);
  });

  test("fails none of 2000 right routers at the rate that is the default", () => {
    const reports = judgeStreams(promiseOf([4, 1]), [4, 1], { streams: 2000, n: 1000 });
    expect(countOf(reports, "fail")).toBe(0);
  });
});

describe("the miss rate", () => {
  // At 1e-6 each, a single miss among 200 streams has probability 2e-4 at most; the seeds are fixed and none misses.
  test.each([
    { shift: "1 pp up", margin: undefined, actual: [61, 39], streams: 100 },
    { shift: "1 pp down", margin: undefined, actual: [59, 41], streams: 100 },
    { shift: "5 pp up", margin: 0.05, actual: [65, 35], streams: 200 },
    { shift: "5 pp down", margin: 0.05, actual: [55, 45], streams: 200 },
  ])("fails every one of $streams routers that are off by $shift, after the requests that were planned", (planted) => {
    const expectation = promiseOf([3, 2], planted.margin === undefined ? {} : { margin: planted.margin });
    const n = planCheck(expectation).requests ?? 0;
    const reports = judgeStreams(expectation, planted.actual, { streams: planted.streams, n });
    expect(countOf(reports, "fail")).toBe(planted.streams);
    for (const { claims } of reports) {
      expect(claims.filter(({ verdict }) => verdict === "fail").map(({ kind }) => kind)).toEqual(["split"]);
    }
  });

  test("passes at most one in a hundred routers that are off by the margin, however often one looks", () => {
    const expectation = promiseOf([1, 1], { miss: 1e-2, margin: 0.1 });
    let passed = 0;
    for (let stream = 0; stream < 500; stream++) {
      const sequential = new SequentialJudge(expectation);
      const picks = drawnPicks([3, 2], 3000, namedStream("0ff", "looks", stream));
      const tally = tallyOf(expectation, []);
      for (const [i, pick] of picks.entries()) {
        tally.pick(pick, i + 1);
        const decision = i % 100 === 99 ? sequential.decide(tally) : undefined;
        if (decision === "pass") passed++;
        if (decision !== undefined) break;
      }
    }
    expect(logBinomialTail(passed, 500, 1e-2, "upper")).toBeGreaterThan(surely);
  });
});

describe("a margin", () => {
  test("lets most routers pass that are off by half of it, and fails none of them for the order", () => {
    const expectation = promiseOf([3, 2], { margin: 0.02 });
    const n = planCheck(expectation).requests ?? 0;
    const reports = judgeStreams(expectation, [61, 39], { streams: 100, n });
    // By the normal law 3 in 4 pass; half or fewer of 100 has probability 1e-8.
    expect(countOf(reports, "pass")).toBeGreaterThan(50);
    for (const { claims } of reports) expect(claims.find(({ kind }) => kind === "order")?.verdict).toBe("pass");
  });

  test("accepts a departure within it that is surely none of chance, in the split and in the order", () => {
    const report = judge(
      tallyOf(promiseOf([3, 2], { margin: 0.05 }), [drawnPicks([62, 38], 300_000, namedStream("a", "accepted", 0))]),
      moduleFacts,
    );
    expect(report.verdict).toBe("pass");
    expect(report.claims.find(({ kind }) => kind === "split")?.finding).toMatch(/one you accept/);
  });
});

describe("stopping early", () => {
  test("comes to the verdict that the judge then gives", () => {
    for (const [actual, decision] of [
      [[3, 2], "pass"],
      [[3, 1], "fail"],
    ] as const) {
      const expectation = promiseOf([3, 2], { margin: 0.05 });
      const sequential = new SequentialJudge(expectation);
      const picks = drawnPicks(actual, 100_000, namedStream("5709", "early", 0));
      const tally = tallyOf(expectation, []);
      const stop = picks.findIndex((pick, i) => {
        tally.pick(pick, i + 1);
        return i % 500 === 499 && sequential.decide(tally) !== undefined;
      });
      expect(stop).toBeGreaterThan(0);
      expect(sequential.decide(tally)).toBe(decision);
      expect(judge(tally, { ...moduleFacts, stopped: true }).verdict).toBe(decision);
    }
  });
});

describe("a smooth promise", () => {
  const smooth = promiseOf([5, 3, 2], { order: "smooth", strayLimit: 2 });
  const rota = (n: number): Uint16Array => {
    const schedule = smoothRoundRobin([5, 3, 2]);
    return Uint16Array.from({ length: n }, () => schedule.next().value);
  };

  test("is kept by smooth round-robin and broken by random draws", () => {
    expect(judge(tallyOf(smooth, [rota(1000)]), moduleFacts).verdict).toBe("pass");
    const drawn = judge(tallyOf(smooth, [drawnPicks([5, 3, 2], 1000, namedStream("5", "smooth", 0))]), moduleFacts);
    expect(drawn.claims.find(({ kind }) => kind === "order")?.verdict).toBe("fail");
  });

  test("is judged selector by selector: three at once keep it, and one that breaks it is named", () => {
    const facts = { ...moduleFacts, instances: 3 };
    expect(judge(tallyOf(smooth, [rota(400), rota(401), rota(402)]), facts).verdict).toBe("pass");
    const broken = judge(tallyOf(smooth, [rota(400), new Uint16Array(6), rota(402)]), facts);
    expect(broken.verdict).toBe("fail");
    expect(broken.claims.find(({ kind }) => kind === "order")?.finding).toContain("request 6 of selector 2");
  });

  test("waits for enough requests of all selectors before it speaks of the split", () => {
    const report = judge(tallyOf(smooth, [rota(100)]), moduleFacts);
    expect(report.claims.map(({ kind, verdict }) => [kind, verdict])).toEqual([
      ["destinations", "pass"],
      ["split", "inconclusive"],
      ["order", "pass"],
    ]);
  });
});
