import { describe, expect, test } from "vitest";
import { judge } from "../../src/check/judge.ts";
import { rotaCaughtAfter } from "../../src/check/rotaCaughtAfter.ts";
import { smoothRoundRobin } from "../statistics/smoothRoundRobin.ts";
import { tallyOf } from "./drawnTally.ts";
import { moduleFacts } from "./moduleFacts.ts";
import { promiseOf } from "./promiseOf.ts";

function rota(units: readonly number[], n: number): Uint16Array {
  const schedule = smoothRoundRobin(units);
  return Uint16Array.from({ length: n }, () => schedule.next().value);
}

describe("rotaCaughtAfter", () => {
  test.each([[[3, 2]], [[4, 1]], [[5, 3, 2]], [[1, 1]], [[60, 40]], [[99, 1]]])(
    "is when the judge of %j fails the order of smooth round-robin, having been unable to pass it before",
    (units) => {
      const expectation = promiseOf(units);
      const caughtAfter = rotaCaughtAfter(units, expectation.flake / 3, 1) ?? 0;
      const orderAfter = (n: number): string | undefined =>
        judge(tallyOf(expectation, [rota(units, n)]), moduleFacts).claims.find(({ kind }) => kind === "order")?.verdict;
      expect(orderAfter(caughtAfter)).toBe("fail");
      expect(orderAfter(caughtAfter - 1)).not.toBe("pass");
      expect(orderAfter(Math.floor(caughtAfter / 2))).toBe("inconclusive");
    },
  );

  test.each([2, 3, 8])("is when the judge fails the order of %i rotas that began at different places", (instances) => {
    const expectation = promiseOf([3, 2]);
    const caughtAfter = rotaCaughtAfter([3, 2], expectation.flake / 3, instances) ?? 0;
    const schedule = smoothRoundRobin([3, 2]);
    const orderAfter = (n: number): string | undefined => {
      const rotas = Array.from({ length: instances }, (_, i) => {
        schedule.next();
        return Uint16Array.from({ length: Math.floor((n + i) / instances) }, () => schedule.next().value);
      });
      const { claims } = judge(tallyOf(expectation, rotas), { ...moduleFacts, instances });
      return claims.find(({ kind }) => kind === "order")?.verdict;
    };
    expect(caughtAfter).toBeGreaterThan(rotaCaughtAfter([3, 2], expectation.flake / 3, 1) ?? 0);
    expect(orderAfter(Math.ceil(1.3 * caughtAfter))).toBe("fail");
    expect(orderAfter(caughtAfter - 1)).not.toBe("pass");
  });

  test("takes more picks the smaller the false-alarm rate", () => {
    const picks = [1e-2, 1e-6, 1e-9, 1e-12].map((alpha) => rotaCaughtAfter([4, 1], alpha, 1) ?? 0);
    expect(picks).toEqual([...new Set(picks)].sort((a, b) => a - b));
  });

  test("depends on the ratio alone, whatever it was asked before", () => {
    expect(rotaCaughtAfter([60, 40], 1e-9, 1)).toBe(rotaCaughtAfter([3, 2], 1e-9, 1));
    for (let i = 1; i <= 300; i++) rotaCaughtAfter([1, 1], 1 / (i + 1), 1);
    expect(rotaCaughtAfter([60, 40], 1e-9, 1)).toBe(59);
  });

  test("knows no number for one deployment, nor for a share too small to be missed soon", () => {
    expect(rotaCaughtAfter([5, 0], 1e-9, 1)).toBeUndefined();
    expect(rotaCaughtAfter([100_000, 1], 1e-9, 1)).toBeUndefined();
  });
});
