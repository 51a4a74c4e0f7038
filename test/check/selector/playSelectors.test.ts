import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../../src/check/judge.ts";
import type { playSelectors as PlaySelectors } from "../../../src/check/selector/playSelectors.ts";
import { blockLength, playStrategy, tableOf } from "../../../src/check/selector/playStrategy.ts";
import type { SelectorJob, SelectorPlay } from "../../../src/check/selector/selectorJob.ts";
import { strategyClass, strategyNames } from "../../../src/routing/strategy.ts";
import { moduleFacts } from "../moduleFacts.ts";
import { promiseOf } from "../promiseOf.ts";
import { reportOf } from "./reportOf.ts";

// Threads run compiled code only, so this suite takes the module from where it was built.
const { playSelectors }: { playSelectors: typeof PlaySelectors } = await import(
  new URL("../../../dist/check/selector/playSelectors.js", import.meta.url).href
);

function jobFor(replicas: readonly number[], other: Partial<SelectorJob> = {}): SelectorJob {
  return {
    what: { kind: "strategy", strategy: "weighted-random" },
    deployments: replicas.map((count, j) => ({ name: `d${j}`, replicas: count, weight: 1 })),
    expectation: promiseOf(replicas),
    requests: 200_000,
    instances: 5,
    seed: "1",
    workers: 2,
    ...other,
  };
}

async function played(job: SelectorJob): Promise<Extract<SelectorPlay, { kind: "played" }>> {
  const play = await playSelectors(job);
  if (play.kind === "mistake") throw new Error(play.sentence);
  return play;
}

describe("selectors of our own", () => {
  test("make picks that the judge passes at its strictest, whatever the replicas", () => {
    // Pinned: 30 lists, each judged at a false-alarm rate of 1e-9; that one of them fails has a probability of 3e-8.
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }).filter((list) => list.some((count) => count > 0)),
        fc.integer({ min: 0, max: 2 ** 31 }),
        (replicas, seed) => {
          const { deployments, expectation } = jobFor(replicas);
          const setup = { strategy: "weighted-random", deployments, expectation, seed: seed.toString(16) } as const;
          const report = reportOf(expectation, [playStrategy(setup, { instance: 0, requests: 50_000 })]);
          expect(report.claims.filter(({ verdict }) => verdict === "fail")).toEqual([]);
        },
      ),
      { seed: 20_251_122, numRuns: 30 },
    );
  });

  test("give the same report, byte for byte, on 1, 2 and 8 threads", async () => {
    const reports = await Promise.all(
      [1, 2, 8].map(async (workers) => {
        const { tally, notes, partial } = await played(jobFor([3, 2, 1], { workers }));
        return JSON.stringify([judge(tally, { ...moduleFacts, instances: 5 }), tally.state, notes, partial]);
      }),
    );
    expect(new Set(reports).size).toBe(1);
    expect(reports[0]).toContain('"requests":200000');
  });

  test("give other picks for another seed, and every selector has picks of its own", async () => {
    const [one, other] = await Promise.all(["1", "2"].map((seed) => played(jobFor([3, 2], { seed }))));
    expect(one?.tally.headsSoFar).toHaveLength(5);
    expect(new Set([one, other].flatMap((play) => play?.tally.headsSoFar.map(([, head]) => head.join("")))).size).toBe(
      10,
    );
  });

  test("pass the judge as independent draws of 3:2, unless they take turns: nothing is in flight that they could follow", async () => {
    for (const strategy of strategyNames.filter((name) => strategyClass(name) !== "smooth")) {
      const { tally } = await played(jobFor([3, 2], { what: { kind: "strategy", strategy }, requests: 1_000_000 }));
      expect(judge(tally, { ...moduleFacts, instances: 5 }).verdict).toBe("pass");
      expect(tally.picks).toBe(1_000_000);
    }
  });

  test("pass the judge as smooth where they take turns", async () => {
    for (const strategy of ["smooth-weighted-round-robin", "stride"] as const) {
      const expectation = { ...promiseOf([3, 2]), order: "smooth", strayLimit: 1 } as const;
      const { tally } = await played(jobFor([3, 2], { what: { kind: "strategy", strategy }, expectation }));
      expect(judge(tally, { ...moduleFacts, instances: 5 }).verdict).toBe("pass");
    }
  });

  test("never pick a deployment without a replica or of weight zero", async () => {
    const deployments = [
      { name: "d0", replicas: 0, weight: 1 },
      { name: "d1", replicas: 2, weight: 1 },
      { name: "d2", replicas: 3, weight: 0 },
      { name: "d3", replicas: 1, weight: 2 },
    ];
    const { tally } = await played(jobFor([0, 2, 0, 2], { deployments }));
    const [d0, d1 = 0, d2, d3 = 0] = tally.phases[0]?.totals ?? [];
    expect([d0, d2, d1 + d3]).toEqual([0, 0, 200_000]);
    expect(tally.hasImpossible).toBe(false);
  });

  test("that promise another split than they make are caught", async () => {
    const { tally } = await played(jobFor([3, 2], { expectation: promiseOf([1, 1]) }));
    expect(judge(tally, moduleFacts).verdict).toBe("fail");
  });

  test("tell how far they are", async () => {
    const seen: number[] = [];
    await played(jobFor([1, 1], { onProgress: ({ picks }) => seen.push(picks) }));
    expect(seen).toEqual([40_000, 80_000, 120_000, 160_000, 200_000]);
  });

  test("stop when they are aborted, and what they have picked by then is kept, in whole blocks", async () => {
    const stop = new AbortController();
    const play = played(jobFor([3, 2], { requests: 1e12, instances: 3, signal: stop.signal }));
    // A second is time enough to begin; that it may be none at all is the next test.
    setTimeout(() => stop.abort(), 1000);
    const { partial, tally } = await play;
    expect(partial).toBe(true);
    expect(tally.picks % blockLength).toBe(0);
    expect(tally.headsSoFar.map(([instance]) => instance)).toEqual(tally.picks > 0 ? expect.arrayContaining([0]) : []);
    expect(judge(tally, { ...moduleFacts, instances: 3 }).claims.filter(({ verdict }) => verdict === "fail")).toEqual(
      [],
    );
  });

  test("stop after the one at which they are aborted, and those that were finished are kept", async () => {
    const stop = new AbortController();
    const { partial, tally } = await played(
      jobFor([3, 2], {
        ...{ requests: 1e8, instances: 10_000, workers: 1, signal: stop.signal },
        onProgress: () => stop.abort(),
      }),
    );
    expect(partial).toBe(true);
    expect(tally.picks).toBeGreaterThanOrEqual(10_000);
    expect(tally.picks % 10_000).toBe(0);
    expect(tally.picks).toBeLessThan(1e8);
  });

  test("aborted before they began make no picks", async () => {
    const { partial, tally } = await played(jobFor([3, 2], { signal: AbortSignal.abort() }));
    expect({ partial, picks: tally.picks }).toEqual({ partial: true, picks: 0 });
  });

  test.each([
    ["nobody can be picked", { deployments: [{ name: "d0", replicas: 0, weight: 1 }] }, /nobody to pick/],
    [
      "weights have no common measure",
      {
        deployments: [
          { name: "d0", replicas: 7, weight: 1e-300 },
          { name: "d1", replicas: 1, weight: 1e300 },
        ],
        expectation: promiseOf([1, 1]),
      },
      /too far apart/,
    ],
    [
      "there are too many replicas",
      { deployments: [{ name: "d0", replicas: 2_000_000, weight: 1 }] },
      /the limit is 1000000/,
    ],
  ])("are not begun when %s", async (_, other, sentence) => {
    const play = await playSelectors(jobFor([1], other));
    expect(play).toMatchObject({ kind: "mistake", sentence: expect.stringMatching(sentence) });
  });

  test("refuse numbers and deployments that make no sense", async () => {
    for (const wrong of [{ requests: 0 }, { instances: 1.5 }, { workers: Number.NaN }]) {
      await expect(playSelectors(jobFor([1], wrong))).rejects.toThrow(RangeError);
    }
    await expect(playSelectors(jobFor([3, 2], { expectation: promiseOf([1]) }))).rejects.toThrow(/same order/);
  });
});

test("65 535 deployments are told apart, and one more is refused", async () => {
  const most: readonly number[] = Array.from({ length: 65_535 }, () => 1);
  expect(tableOf(jobFor(most).deployments).slots).toBe(65_535);
  const play = await playSelectors(jobFor([...most, 1]));
  expect(play).toMatchObject({ kind: "mistake", sentence: "expected at most 65535 deployments, got 65536" });
});
