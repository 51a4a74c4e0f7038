import { expect, test } from "vitest";
import type { Strategy, StrategyName } from "../../src/routing/strategy.ts";
import { meanInterval } from "../../src/statistics/meanInterval.ts";
import { pairedDifference } from "../../src/statistics/pairedDifference.ts";
import { expectOnPage } from "./expectOnPage.ts";
import { expectOrder } from "./expectOrder.ts";
import { playStudy, valuesOf } from "./playStudy.ts";
import { withInterval } from "./withInterval.ts";

const played = await playStudy("stale-load");
const refreshes = valuesOf(played.plan, 0);
const bestOfThree: Strategy = { name: "least-request", choices: 3 };

const columns: readonly (readonly [string, Strategy])[] = [
  ["random", "random-replica"],
  ["best of two", "least-request"],
  ["best of three", bestOfThree],
  ["best of all", "least-outstanding"],
];

test.each<readonly [string, readonly StrategyName[]]>([
  ["1s", ["least-outstanding", "least-request", "random-replica"]],
  ["5s", ["least-request", "least-outstanding", "random-replica"]],
  ["20s", ["least-request", "random-replica", "least-outstanding"]],
  ["40s", ["least-request", "random-replica", "least-outstanding"]],
  ["100s", ["random-replica", "least-request", "least-outstanding"]],
])("with a view refreshed every %s the order is %j", (refresh, order) => {
  expectOrder(played, { point: at(refresh) }, order);
});

// Two pairs at once; a wrong claim is passed with probability 1e-6 at most, as in `expectOrder`.
test("best of three is the best when the view is 5 s old, and worse than best of two from 20 s on", () => {
  expectBelow("5s", bestOfThree, "least-request");
  for (const refresh of ["20s", "40s", "60s", "70s", "100s"]) expectBelow(refresh, "least-request", bestOfThree);
});

test("the age of the view is nothing to a strategy that does not look", () => {
  const first = played.sample({ strategy: "random-replica", point: 0 });
  for (const point of refreshes.keys()) expect(played.sample({ strategy: "random-replica", point })).toEqual(first);
});

test("with a fresh view and an even stride, the best of all ten never lets a request wait", () => {
  expect(played.sample({ strategy: "least-outstanding", point: at("1s") })).toEqual(
    Array(played.plan.seeds.length).fill(0),
  );
});

test("docs/studies.md has the waits by age of the view", () => {
  expectOnPage(
    "stale-load",
    ["refreshed every", ...columns.map(([title]) => `${title}, s`), "shortest"],
    refreshes.map((refresh, point) => {
      const samples = columns.map(([, strategy]) => played.sample({ strategy, point }));
      const means = samples.map((sample) => meanInterval(sample, 0.05).mean);
      const shortest = columns[means.indexOf(Math.min(...means))]?.[0] ?? "";
      return [String(refresh), ...samples.map((sample) => withInterval(sample, 1000)), shortest];
    }),
  );
});

function at(refresh: string): number {
  return refreshes.indexOf(refresh);
}

function expectBelow(refresh: string, first: Strategy, second: Strategy): void {
  const [less, more] = [first, second].map((strategy) => played.sample({ strategy, point: at(refresh) }));
  expect(pairedDifference(less ?? [], more ?? [], 1e-6).high, refresh).toBeLessThan(0);
}
