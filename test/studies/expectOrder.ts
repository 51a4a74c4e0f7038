import { expect } from "vitest";
import { compareMeasure } from "../../src/experiment/comparison/compareMeasure.ts";
import type { StrategyName } from "../../src/routing/strategy.ts";
import type { PlayedStudy, Sampled } from "./playStudy.ts";

/**
 * For all intervals of one order together. Where two strategies are alike in truth, or stand the other way round, their
 * interval excludes 0 on the side that is claimed with at most this probability: an order that holds here is no luck of
 * the seeds.
 */
const alpha = 1e-6;

/**
 * Each strategy has less of the measure than every one after it, for sure: the simultaneous intervals of `compare`, one
 * pair of values a seed, exclude 0.
 */
export function expectOrder(
  played: PlayedStudy,
  which: Omit<Sampled, "strategy">,
  order: readonly StrategyName[],
): void {
  const samples = order.map((strategy) => played.sample({ ...which, strategy }));
  const { pairs } = compareMeasure(played.measured(which), order, samples, { alpha, delta: null });
  expect(pairs).toHaveLength((order.length * (order.length - 1)) / 2);
  for (const { first, second, interval } of pairs) {
    expect(interval[1], `${first} − ${second}: ${interval.join(" … ")}`).toBeLessThan(0);
  }
}
