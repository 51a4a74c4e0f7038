import { describe, expect, test } from "vitest";
import referenceValues from "../statistics/referenceValues.json" with { type: "json" };
import { relativeError } from "../statistics/relativeError.ts";
import {
  bestOfMeanResponse,
  mg1MeanWait,
  mm1NumberAsymptoticVariance,
  mm1ResponseQuantile,
  mm1WaitAsymptoticVariance,
  mmc,
  processorSharingMeanResponse,
  roundRobinMeanResponse,
  thinnedMeanWaits,
} from "./queueingTheory.ts";

const expectNear = (actual: number, expected: number, tolerance = 1e-12): void =>
  expect(relativeError(actual, expected)).toBeLessThan(tolerance);

describe("queueing theory", () => {
  test.each(referenceValues.mmc)("M/M/$inputs.c at load $expected.rho", ({ inputs, expected }) => {
    const found = mmc(inputs);
    expectNear(found.rho, expected.rho);
    expectNear(found.erlangB, expected.erlangB);
    expectNear(found.erlangC, expected.erlangC);
    expectNear(found.meanQueue, expected.Lq);
    expectNear(found.meanWait, expected.Wq);
    expectNear(found.meanResponse, expected.W);
    expectNear(found.waitExceeds(inputs.t), expected.pWaitGt);
    expectNear(found.waitQuantile(inputs.q), expected.waitQuantile);
  });

  test.each(referenceValues["split.thinning"])("thinning over $inputs.replicas", ({ inputs, expected }) => {
    const { each, overall } = thinnedMeanWaits(inputs.lambda, inputs.mu, inputs.replicas);
    for (const [j, wait] of each.entries()) expectNear(wait, expected.Wq[j] ?? Number.NaN);
    expectNear(overall, expected.meanWq);
    expectNear(mmc({ lambda: inputs.lambda, mu: inputs.mu, c: 5 }).meanWait, expected.pooledWq);
    expectNear(mmc({ lambda: inputs.lambda / 5, mu: inputs.mu, c: 1 }).meanWait, expected.perReplicaMM1Wq);
  });

  test.each(referenceValues["mm1.sojourn"])("M/M/1 at $inputs.lambda", ({ inputs: { lambda, mu }, expected }) => {
    expectNear(mmc({ lambda, mu, c: 1 }).meanResponse, expected.W);
    expectNear(mmc({ lambda, mu, c: 1 }).meanWait, expected.Wq);
    expectNear(mmc({ lambda, mu, c: 1 }).waitQuantile(0.99), expected.waitQ99);
    expectNear(mm1ResponseQuantile(lambda, mu, 0.5), expected.p50);
    expectNear(mm1ResponseQuantile(lambda, mu, 0.99), expected.p99);
    expectNear(mm1ResponseQuantile(lambda, mu, 0.999), expected.p999);
  });

  test.each(referenceValues["mm1.asymptoticVariance"])("M/M/1 asymptotic variance at $inputs.rho", (vector) => {
    expectNear(mm1WaitAsymptoticVariance(vector.inputs.rho), vector.expected.waitAvar);
    expectNear(mm1NumberAsymptoticVariance(vector.inputs.rho), vector.expected.queueLenAvar);
  });

  test.each(referenceValues["mg1.wait"])("M/G/1 of $inputs waits $expected", ({ inputs, expected }) => {
    expectNear(mg1MeanWait(inputs.lambda, inputs.meanService, inputs.cv2), expected);
  });

  test("M/G/1 with exponential service is M/M/1, and so is processor sharing", () => {
    expectNear(mg1MeanWait(0.7, 1, 1), mmc({ lambda: 0.7, mu: 1, c: 1 }).meanWait);
    expectNear(processorSharingMeanResponse(0.7, 1), mmc({ lambda: 0.7, mu: 1, c: 1 }).meanResponse);
  });

  test("round robin: one server is M/M/1, two at half load are the golden ratio, five at 0.8 take 3.152257", () => {
    expectNear(roundRobinMeanResponse(0.8, 1), 5, 1e-9);
    expectNear(roundRobinMeanResponse(0.5, 2), (1 + Math.sqrt(5)) / 2, 1e-9);
    expect(roundRobinMeanResponse(0.8, 5)).toBeCloseTo(3.152257, 6);
  });

  test("best of two: 1.2657, 1.9474 and 2.6141 at loads 0.5, 0.8 and 0.9; best of one is M/M/1", () => {
    expect([0.5, 0.8, 0.9].map((rho) => bestOfMeanResponse(rho, 2).toFixed(4))).toEqual(["1.2657", "1.9474", "2.6141"]);
    expectNear(bestOfMeanResponse(0.9, 1), 10);
  });

  test("under load the more a queue knows the better: one pool, best of two, round robin, random", () => {
    for (const rho of [0.6, 0.8, 0.9]) {
      const pool = mmc({ lambda: 100 * rho, mu: 1, c: 100 }).meanResponse;
      const random = mmc({ lambda: rho, mu: 1, c: 1 }).meanResponse;
      const order = [pool, bestOfMeanResponse(rho, 2), roundRobinMeanResponse(rho, 100), random];
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  test("refuses an overloaded queue", () => {
    expect(() => mmc({ lambda: 5, mu: 1, c: 5 })).toThrow(RangeError);
    expect(() => mg1MeanWait(1, 1, 1)).toThrow("A queue settles at loads in (0, 1), not 1.");
  });
});
