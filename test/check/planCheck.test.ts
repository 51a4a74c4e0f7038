import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expectation } from "../../src/check/expectation.ts";
import { judge } from "../../src/check/judge.ts";
import { PickTally } from "../../src/check/pickTally.ts";
import { planCheck } from "../../src/check/planCheck.ts";
import type { CheckClaim } from "../../src/check/report.ts";
import { moduleFacts } from "./moduleFacts.ts";
import { promiseOf } from "./promiseOf.ts";

/** What the judge says of the split when so many of n went to the first of two deployments. */
function splitAfter(expectation: Expectation, x: number, n: number): CheckClaim["verdict"] | undefined {
  const tally = new PickTally(expectation);
  tally.addCount(0, x);
  tally.addCount(1, n - x);
  const { claims } = judge(tally, { ...moduleFacts, source: "counts", ordered: false });
  return claims.find(({ kind }) => kind === "split")?.verdict;
}

const anyOrder = fc.record({
  units: fc.constantFrom([3, 2], [1, 1], [4, 1], [9, 1]),
  margin: fc.constantFrom(0.03, 0.05, 0.1),
  flake: fc.constantFrom(1e-2, 1e-9),
  miss: fc.constantFrom(1e-2, 1e-6),
});

describe("planCheck", () => {
  test("agrees with the judge: after the planned requests a count in the accepted range passes, one off by the margin fails", () => {
    fc.assert(
      fc.property(anyOrder, ({ units, ...other }) => {
        const expectation = promiseOf(units, { ...other, order: "any" });
        const { requests, phases } = planCheck(expectation);
        const [low = 0, high = 0] = phases[0]?.shares[0]?.accepted ?? [];
        const n = requests ?? 0;
        for (const x of [low, Math.round((low + high) / 2), high]) {
          expect(splitAfter(expectation, x, n)).toBe("pass");
        }
        // Just outside the range a count may yet show the split to be within the margin.
        const { share = 0, margin = 0 } = phases[0]?.shares[0] ?? {};
        for (const x of [Math.floor((share - margin) * n), Math.ceil((share + margin) * n)]) {
          expect(splitAfter(expectation, x, n)).toBe("fail");
        }
      }),
      { numRuns: 40 },
    );
  });

  test("has the judge say so when requests are missing, and how many", () => {
    const expectation = promiseOf([3, 2], { margin: 0.05 });
    const { requests } = planCheck(expectation);
    const tally = new PickTally(expectation);
    tally.addCount(0, 600);
    tally.addCount(1, 400);
    const { phases, verdict } = judge(tally, { ...moduleFacts, source: "counts", ordered: false });
    expect(verdict).toBe("inconclusive");
    expect(phases[0]?.picksMissing).toBe((requests ?? 0) - 1000);
  });

  test("asks for more requests the smaller the margin and the error rates", () => {
    const requests = (other: Partial<Expectation>): number => planCheck(promiseOf([3, 2], other)).requests ?? 0;
    expect(requests({ margin: 0.01 })).toBeGreaterThan(requests({ margin: 0.02 }));
    expect(requests({ flake: 1e-9 })).toBeGreaterThan(requests({ flake: 1e-3 }));
    expect(requests({ miss: 1e-6 })).toBeGreaterThan(requests({ miss: 1e-2 }));
  });

  test("takes as many requests as the most demanding deployment, and the phases one after the other", () => {
    const one = planCheck(promiseOf([90, 9, 1]));
    const needs = one.phases[0]?.shares.map(({ requests }) => requests ?? 0) ?? [];
    expect(one.requests).toBe(Math.max(...needs));
    const expectation = promiseOf([90, 9, 1], { order: "any" });
    const twice = { ...expectation, phases: [...expectation.phases, ...expectation.phases] };
    const both = planCheck(twice);
    expect(both.requests).toBe(both.phases.reduce((sum, { requests }) => sum + (requests ?? 0), 0));
  });

  test("needs no number where nothing is left to chance", () => {
    const { requests, rotaCaughtAfter, phases } = planCheck(promiseOf([1, 0]));
    expect([requests, rotaCaughtAfter, phases[0]?.catches]).toEqual([null, null, []]);
  });

  test("says when a rota is caught only where independence was promised", () => {
    expect(planCheck(promiseOf([3, 2])).rotaCaughtAfter).toBe(59);
    expect(planCheck(promiseOf([3, 2], { order: "any" })).rotaCaughtAfter).toBeNull();
    expect(planCheck(promiseOf([3, 2], { order: "smooth" })).rotaCaughtAfter).toBeNull();
  });

  test("takes so many more requests of several smooth selectors, each of which may stray", () => {
    const expectation = promiseOf([3, 2], { order: "smooth", margin: 0.01 });
    const [one, three] = [planCheck(expectation), planCheck(expectation, false, 3)];
    expect(three.requests).toBe(3 * (one.requests ?? 0));
    const [low = 0, high = 0] = three.phases[0]?.shares[0]?.accepted ?? [];
    expect([low, high]).toEqual([0.6 * (three.requests ?? 0) - 3, 0.6 * (three.requests ?? 0) + 3]);
  });

  test("plans 3:2 at the default rates", () => {
    const { requests, phases } = planCheck(promiseOf([3, 2], { order: "any" }));
    expect(requests).toBe(290_232);
    expect(phases[0]?.shares.map(({ share, margin }) => [share, margin])).toEqual([
      [0.6, 0.01],
      [0.4, 0.01],
    ]);
    const numbers = phases[0]?.catches.map((caught) => caught.requests) ?? [];
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });
});
