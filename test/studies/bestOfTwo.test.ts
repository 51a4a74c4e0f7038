import { expect, test } from "vitest";
import { bestOfMeanResponse, mmc } from "../theory/queueingTheory.ts";
import { expectExact } from "./expectExact.ts";
import { expectOnPage } from "./expectOnPage.ts";
import { expectOrder } from "./expectOrder.ts";
import { playStudy } from "./playStudy.ts";
import { withInterval } from "./withInterval.ts";

const played = await playStudy("best-of-two");

/** Load of a replica, and the mean response of 100 replicas as another simulation found it, to 0.0010, 0.0022 and 0.0062 s. */
const loads = [
  [0.5, 1.2675],
  [0.8, 1.9575],
  [0.9, 2.6436],
] as const;

test.each(loads.map(([rho, mean], point) => [rho, mean, point] as const))(
  "the best of two of 100 queues, and a random one, wait as theory says at load %s",
  (rho, mean, point) => {
    expectExact(played.sample({ strategy: "least-request", point }), 1000 * mean);
    expectExact(played.sample({ strategy: "random-replica", point }), 1000 * randomMean(rho));
    // Infinitely many queues are near, and better.
    expect(bestOfMeanResponse(rho, 2)).toBeLessThan(mean);
    expect(bestOfMeanResponse(rho, 2)).toBeGreaterThan(mean - 0.03);
  },
);

test.each([0, 1, 2])("two choices are better than one, for sure, at load %s of the study", (point) => {
  expectOrder(played, { point }, ["least-request", "random-replica"]);
});

test("docs/studies.md has the measured values beside those of theory", () => {
  expectOnPage(
    "best-of-two",
    ["load", "best of two, N → ∞", "N = 100, elsewhere", "measured, s", "random, exact", "measured, s"],
    loads.map(([rho, mean], point) => [
      `${100 * rho} %`,
      bestOfMeanResponse(rho, 2).toFixed(4),
      mean.toFixed(4),
      withInterval(played.sample({ strategy: "least-request", point }), 1000),
      randomMean(rho).toFixed(0),
      withInterval(played.sample({ strategy: "random-replica", point }), 1000),
    ]),
  );
});

function randomMean(rho: number): number {
  return mmc({ lambda: rho, mu: 1, c: 1 }).meanResponse;
}
