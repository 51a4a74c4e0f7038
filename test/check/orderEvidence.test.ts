import { describe, expect, test } from "vitest";
import { OrderJudge, orderSpeaksAgainst } from "../../src/check/orderEvidence.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { logBinomialTail } from "../../src/statistics/binomialTail.ts";
import { smoothRoundRobin } from "../statistics/smoothRoundRobin.ts";
import { drawnPicks, tallyOf } from "./drawnTally.ts";
import { promiseOf } from "./promiseOf.ts";

const promise = promiseOf([3, 2]);
const orderJudge = new OrderJudge(promise);

function logEOf(...sequences: readonly Uint16Array[]): number {
  const tally = tallyOf(promise, sequences);
  return orderJudge.evidence(tally, tally.state).logE;
}

function rota(units: readonly number[], n: number): Uint16Array {
  const schedule = smoothRoundRobin(units);
  return Uint16Array.from({ length: n }, () => schedule.next().value);
}

describe("OrderJudge", () => {
  // 1000 paths each at 0.01: more alarms than the bound allows have probability below 1e-9 were the seeds drawn anew.
  test.each([[[3, 2]], [[1, 1]], [[1, 9]], [[999, 1]]])(
    "says of independent draws by %j, whatever was promised, that their order is right",
    (units) => {
      let alarms = 0;
      for (let path = 0; path < 1000; path++) {
        const random = namedStream("04de4", "path", path);
        const logE = logEOf(drawnPicks(units, 200, random), drawnPicks(units, 200, random));
        if (orderSpeaksAgainst({ logE }, 1e-2)) alarms++;
      }
      expect(logBinomialTail(alarms, 1000, 1e-2, "upper")).toBeGreaterThan(Math.log(1e-9));
    },
  );

  test("catches a rota of the promised split, of another one, and selectors that pick alike", () => {
    const copied = drawnPicks([3, 2], 300, namedStream("04de4", "copied", 0));
    for (const logE of [logEOf(rota([3, 2], 100)), logEOf(rota([4, 1], 200)), logEOf(copied, copied)]) {
      expect(logE).toBeGreaterThan(Math.log(1e9));
    }
  });

  test("has no word on the order when a deployment was picked that was promised nothing", () => {
    const expectation = promiseOf([3, 2, 0]);
    const tally = tallyOf(expectation, [Uint16Array.of(0, 1, 2)]);
    const evidence = new OrderJudge(expectation).evidence(tally, tally.state);
    expect(evidence.logE).toBeNaN();
    expect(orderSpeaksAgainst(evidence, 0.5)).toBe(false);
  });

  test("finds nothing in no picks at all", () => {
    expect(logEOf()).toBe(0);
  });
});
