import { expect, test } from "vitest";
import { mmc } from "../theory/queueingTheory.ts";
import { expectExact } from "./expectExact.ts";
import { expectOnPage } from "./expectOnPage.ts";
import { playStudy } from "./playStudy.ts";
import { withInterval } from "./withInterval.ts";

const played = await playStudy("shortest-queue");

/** Replicas, and the exact mean response in seconds when each request joins the shortest queue, at load 0.8. */
const exact = [
  [2, 2.955737],
  [3, 2.285548],
  [5, 1.754384],
] as const;

const strategy = "join-shortest-queue";

test.each(exact.map(([count, mean], point) => [count, mean, point] as const))(
  "joining the shortest of %s queues takes as long as it exactly must",
  (count, mean, point) => {
    expectExact(played.sample({ strategy, point }), 1000 * mean);
    // One queue before all replicas is the most that any strategy can come near to.
    expect(pooledMean(count)).toBeLessThan(mean);
  },
);

test("docs/studies.md has the measured values beside the exact ones", () => {
  expectOnPage(
    "shortest-queue",
    ["replicas", "one queue for all, exact", "shortest queue, exact", "measured, s"],
    exact.map(([count, mean], point) => [
      String(count),
      pooledMean(count).toFixed(6),
      mean.toFixed(6),
      withInterval(played.sample({ strategy, point }), 1000),
    ]),
  );
});

function pooledMean(count: number): number {
  return mmc({ lambda: 0.8 * count, mu: 1, c: count }).meanResponse;
}
