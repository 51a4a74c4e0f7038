import { expect, test } from "vitest";
import { mmc, roundRobinMeanResponse } from "../theory/queueingTheory.ts";
import { expectExact } from "./expectExact.ts";
import { expectOnPage } from "./expectOnPage.ts";
import { expectOrder } from "./expectOrder.ts";
import { playStudy } from "./playStudy.ts";
import { withInterval } from "./withInterval.ts";

const played = await playStudy("round-robin");

/** Replicas and load of each. */
const points = [
  [5, 0.8],
  [2, 0.5],
] as const;

test.each(points.map(([count, rho], point) => [count, rho, point] as const))(
  "round robin over %s replicas at load %s makes each an E_c/M/1 queue, and chance an M/M/1 queue",
  (count, rho, point) => {
    expectExact(
      played.sample({ strategy: "smooth-weighted-round-robin", point }),
      1000 * roundRobinMeanResponse(rho, count),
    );
    expectExact(played.sample({ strategy: "random-replica", point }), 1000 * randomMean(rho));
    expectOrder(played, { point }, ["smooth-weighted-round-robin", "random-replica"]);
  },
);

test("the values are the known ones: 3.152257 s, and the golden ratio", () => {
  expect(roundRobinMeanResponse(0.8, 5)).toBeCloseTo(3.152257, 6);
  expect(roundRobinMeanResponse(0.5, 2)).toBeCloseTo((1 + Math.sqrt(5)) / 2, 12);
});

test("docs/studies.md has the measured values beside the exact ones", () => {
  expectOnPage(
    "round-robin",
    ["replicas", "load", "round robin, exact", "measured, s", "random, exact", "measured, s"],
    points.map(([count, rho], point) => [
      String(count),
      `${100 * rho} %`,
      roundRobinMeanResponse(rho, count).toFixed(6),
      withInterval(played.sample({ strategy: "smooth-weighted-round-robin", point }), 1000),
      randomMean(rho).toFixed(0),
      withInterval(played.sample({ strategy: "random-replica", point }), 1000),
    ]),
  );
});

function randomMean(rho: number): number {
  return mmc({ lambda: rho, mu: 1, c: 1 }).meanResponse;
}
