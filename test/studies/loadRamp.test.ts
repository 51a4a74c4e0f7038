import { expect, test } from "vitest";
import { type MeanInterval, meanInterval } from "../../src/statistics/meanInterval.ts";
import { expectOnPage } from "./expectOnPage.ts";
import { expectOrder } from "./expectOrder.ts";
import { playStudy } from "./playStudy.ts";
import { withInterval } from "./withInterval.ts";

const played = await playStudy("load-ramp");
const { strategies = [], phases } = played.plan.study;

const keepShares = ["smooth-weighted-round-robin", "random-replica"] as const;
const lookAtQueues = ["least-request", "least-outstanding", "peak-ewma", "prequal"] as const;

/** Loads of the shares, in per cent. */
const below = ["load-75", "load-83", "load-93"];
const above = ["load-127", "load-141", "load-157", "load-174"];

test.each(below)("nobody loses a request at %s", (phase) => {
  for (const strategy of strategies) expect(Math.max(...lost(strategy, phase))).toBe(0);
});

test.each(above)(
  "strategies that keep the shares lose requests at %s, those that look at the queues lose none",
  (phase) => {
    for (const strategy of lookAtQueues) expect(Math.max(...lost(strategy, phase)), strategy).toBe(0);
    for (const strategy of keepShares) {
      expectOrder(played, { phase, measure: "errors:rate" }, ["prequal", strategy]);
      expect(meanInterval(lost(strategy, phase), 1e-6).low, strategy).toBeGreaterThan(0.1);
    }
  },
);

test.each(["load-103", ...above])("the tail is longest where the shares are kept, at %s", (phase) => {
  for (const strategy of lookAtQueues) {
    expectOrder(played, { phase }, [strategy, "smooth-weighted-round-robin"]);
    expectOrder(played, { phase }, [strategy, "random-replica"]);
  }
});

test("prequal has a longer tail than best of two at the lightest load, and a shorter one at the heaviest", () => {
  expectOrder(played, { phase: "load-75" }, ["least-request", "prequal"]);
  expectOrder(played, { phase: "load-75" }, ["peak-ewma", "prequal"]);
  expectOrder(played, { phase: "load-174" }, ["prequal", "peak-ewma", "least-request"]);
});

test("prequal keeps its tail over the ramp, where best of two nearly doubles it", () => {
  const growth = (strategy: "prequal" | "least-request"): MeanInterval => {
    const light = played.sample({ strategy, phase: "load-75" });
    const heavy = played.sample({ strategy, phase: "load-174" });
    return meanInterval(
      heavy.map((p99, i) => p99 / (light[i] ?? 0)),
      1e-6,
    );
  };
  expect(growth("prequal").high).toBeLessThan(1.25);
  expect(growth("least-request").low).toBeGreaterThan(1.5);
});

test("docs/studies.md has the tails by load", () => {
  expectOnPage(
    "load-ramp",
    ["load of a share", ...strategies.map(String)],
    phases.map((phase) => [
      `${phase.replace("load-", "")} %`,
      ...strategies.map((strategy) => tailInWords(played.sample({ strategy, phase }), lost(strategy, phase))),
    ]),
  );
});

function lost(strategy: (typeof strategies)[number], phase: string): readonly number[] {
  return played.sample({ strategy, phase, measure: "errors:rate" });
}

/** The slowest hundredth of all requests includes those that were given up, which took 5 s. */
function tailInWords(p99: readonly number[], lostShares: readonly number[]): string {
  const { mean } = meanInterval(lostShares, 0.05);
  return mean < 0.01 ? withInterval(p99) : `5000; lost ${withInterval(lostShares, 0.01)} %`;
}
