import { describe, expect, test } from "vitest";
import { judge } from "../../src/check/judge.ts";
import { SequentialJudge } from "../../src/check/sequentialJudge.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { smoothRoundRobin } from "../statistics/smoothRoundRobin.ts";
import { drawnPicks, tallyOf } from "./drawnTally.ts";
import { moduleFacts } from "./moduleFacts.ts";
import { promiseOf } from "./promiseOf.ts";

const promise = promiseOf([3, 2, 0], { margin: 0.1 });

describe("SequentialJudge", () => {
  test("knows nothing before the first pick", () => {
    expect(new SequentialJudge(promise).decide(tallyOf(promise, []))).toBeUndefined();
  });

  test("fails at the first request that went where none was promised", () => {
    const tally = tallyOf(promise, []);
    tally.pick(0, 1);
    expect(new SequentialJudge(promise).decide(tally)).toBeUndefined();
    tally.pick(2, 2);
    expect(new SequentialJudge(promise).decide(tally)).toBe("fail");
    const stranger = tallyOf(promise, []);
    stranger.stranger("x", 1);
    expect(new SequentialJudge(promise).decide(stranger)).toBe("fail");
  });

  test("passes a right router sooner the wider the margin", () => {
    const picks = drawnPicks([3, 2], 200_000, namedStream("5e9", "pass", 0));
    const decidedAfter = [0.05, 0.1, 0.2].map((margin) => {
      const expectation = promiseOf([3, 2], { margin });
      const sequential = new SequentialJudge(expectation);
      const tally = tallyOf(expectation, []);
      return picks.findIndex((pick, i) => {
        tally.pick(pick, i + 1);
        return i % 100 === 99 && sequential.decide(tally) === "pass";
      });
    });
    expect(decidedAfter[2]).toBeGreaterThan(0);
    expect(decidedAfter).toEqual([...decidedAfter].sort((a, b) => b - a));
  });

  test("passes nothing while a rota could not have been told from random draws", () => {
    const expectation = promiseOf([99, 1], { margin: 0.5 });
    const schedule = smoothRoundRobin([99, 1]);
    const sequential = new SequentialJudge(expectation);
    const tally = tallyOf(expectation, []);
    for (let at = 1; at <= 100_000; at++) {
      tally.pick(schedule.next().value, at);
      const decision = at % 50 === 0 ? sequential.decide(tally) : undefined;
      expect(decision).not.toBe("pass");
      if (decision === "fail") break;
    }
    expect(sequential.decide(tally)).toBe("fail");
  });

  test("fails selectors that were seeded alike though each of them is right", () => {
    const expectation = promiseOf([3, 2]);
    const picks = drawnPicks([3, 2], 200, namedStream("5a3e", "seed", 0));
    const other = drawnPicks([3, 2], 200, namedStream("5a3e", "other", 0));
    const decide = (sequences: readonly Uint16Array[]): string | undefined =>
      new SequentialJudge(expectation).decide(tallyOf(expectation, sequences));
    expect(decide([picks, other])).toBeUndefined();
    expect(decide([picks, picks])).toBe("fail");
  });

  test("fails a smooth promise as soon as one deployment has strayed, and never passes it", () => {
    const expectation = promiseOf([1, 1], { order: "smooth", strayLimit: 1 });
    const sequential = new SequentialJudge(expectation);
    expect(sequential.decide(tallyOf(expectation, [Uint16Array.of(0, 1, 1, 0)]))).toBeUndefined();
    expect(sequential.decide(tallyOf(expectation, [Uint16Array.of(0, 1, 0, 0, 0)]))).toBe("fail");
  });

  test("tells a wrong split for what it is: the split fails and the order does not", () => {
    const expectation = promiseOf([3, 2]);
    const sequential = new SequentialJudge(expectation);
    const picks = drawnPicks([1, 1], 10_000, namedStream("5b1", "wrong", 0));
    const tally = tallyOf(expectation, []);
    picks.some((pick, i) => {
      tally.pick(pick, i + 1);
      return i % 10 === 9 && sequential.decide(tally) === "fail";
    });
    expect(tally.picks).toBeLessThan(10_000);
    const { claims } = judge(tally, { ...moduleFacts, stopped: true });
    expect(claims.filter(({ verdict }) => verdict === "fail").map(({ kind }) => kind)).toEqual(["split"]);
  });
});
