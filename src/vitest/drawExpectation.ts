import { defaultFlake, defaultMiss, type Expectation, type OrderPromise } from "../check/expectation.ts";
import { type ExpectedSplit, expectedUnits } from "./expectedUnits.ts";
import { type DrawOptions, readMargin, readRate, refuseOptions } from "./matcherOptions.ts";

/** What picks are held against: one split without end. Throws as `expectedUnits` does, and TypeError or RangeError
 * for bad options. */
export function drawExpectation(expected: ExpectedSplit, order: OrderPromise, options: DrawOptions = {}): Expectation {
  refuseOptions(options, ["margin", "flake", "miss"]);
  const { deployments, units } = expectedUnits(expected);
  const margin = readMargin(options.margin);
  return {
    deployments,
    phases: [{ name: "all", fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY, units }],
    order,
    strayLimit: smoothLimit(units),
    flake: readRate("flake", options.flake, defaultFlake),
    miss: readRate("miss", options.miss, defaultMiss),
    ...(margin === undefined ? {} : { margin }),
  };
}

/** Smooth weighted round-robin over k deployments stays below (k - 1)^2 / k requests, so below this. */
function smoothLimit(units: readonly number[]): number {
  return Math.max(1, units.filter((each) => each > 0).length - 1);
}
