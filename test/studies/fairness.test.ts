import { expect, test } from "vitest";
import type { Strategy } from "../../src/routing/strategy.ts";
import { strategyClass } from "../../src/routing/strategy.ts";
import { strategyInWords } from "../../src/scenario/strategyInWords.ts";
import { meanInterval } from "../../src/statistics/meanInterval.ts";
import { expectedTotalVariationDistance } from "../../src/statistics/totalVariation.ts";
import { mm1ResponseQuantile } from "../theory/queueingTheory.ts";
import { expectExact } from "./expectExact.ts";
import { expectOnPage } from "./expectOnPage.ts";
import { expectOrder } from "./expectOrder.ts";
import { playStudy } from "./playStudy.ts";
import { withInterval } from "./withInterval.ts";

const played = await playStudy("fairness");
const { strategies = [] } = played.plan.study;

/** Numbers of the points: the smaller deployment as fast as the larger, and half as fast. */
const alike = 0;
const halfAsFast = 1;

/** Requests of one seed: 2.25 a second for an hour. */
const requests = 8100;

test("strategies that draw by the shares are as far from 60 / 40 as chance makes them, and smooth ones not at all", () => {
  const wobble = expectedTotalVariationDistance(requests, [0.6, 0.4]);
  for (const strategy of ["weighted-random", "random-replica", "rendezvous", "maglev"] as const) {
    const { low, high } = meanInterval(distances(strategy, alike), 1e-6);
    expect(low, strategy).toBeLessThan(wobble);
    expect(high, strategy).toBeGreaterThan(wobble);
  }
  for (const strategy of ["smooth-weighted-round-robin", "stride"] as const) {
    // Two requests from the shares, at most, at either end of the phase.
    expect(Math.max(...distances(strategy, alike)), strategy).toBeLessThan(4 / (0.9 * requests));
  }
});

test("weighted-random makes every replica an M/M/1 queue, tail and all", () => {
  expectExact(played.sample({ strategy: "weighted-random", point: alike }), 1000 * mm1ResponseQuantile(0.45, 1, 0.95));
});

test("among equals the load decides at no cost of fairness, and shortens the tail", () => {
  expectOrder(played, { point: alike }, [
    "least-outstanding",
    "least-request",
    "smooth-weighted-round-robin",
    "weighted-random",
  ]);
  for (const strategy of ["least-request", "least-outstanding", "join-shortest-queue"] as const) {
    expect(meanInterval(distances(strategy, alike), 1e-6).high, strategy).toBeLessThan(0.01);
  }
});

test("even-load counts by deployment, and leaves the split even among equals", () => {
  expect(meanInterval(distances("even-load", alike), 1e-6).low).toBeGreaterThan(0.02);
});

test("where the smaller deployment is half as fast, every strategy that looks leaves the split, and the others the tail", () => {
  for (const strategy of strategies) {
    const { low, high } = meanInterval(distances(strategy, halfAsFast), 1e-6);
    if (strategyClass(strategy) === "load-aware") {
      expect(low, strategyInWords(strategy)).toBeGreaterThan(0.05);
      expect(Math.max(...tail(strategy)), strategyInWords(strategy)).toBeLessThan(10_000);
    } else {
      expect(high, strategyInWords(strategy)).toBeLessThan(0.01);
      expect(Math.min(...tail(strategy)), strategyInWords(strategy)).toBeGreaterThan(12_000);
    }
  }
  expectOrder(played, { point: halfAsFast }, ["least-outstanding", "least-request", "prequal", "weighted-random"]);
});

test("docs/studies.md has distance and tail of every strategy", () => {
  expectOnPage(
    "fairness",
    ["strategy", "class", "distance, pp", "p95, s", "half as fast: distance, pp", "p95, s"],
    strategies.map((strategy) => [
      strategyInWords(strategy),
      strategyClass(strategy),
      ...[alike, halfAsFast].flatMap((point) => [
        withInterval(distances(strategy, point), 0.01),
        withInterval(played.sample({ strategy, point }), 1000),
      ]),
    ]),
  );
});

/** Total variation distance of the observed split from 60 / 40, by seed. */
function distances(strategy: Strategy, point: number): readonly number[] {
  const all = played.sample({ strategy, point, measure: "requests:count" });
  const larger = played.sample({ strategy, point, measure: "requests{deployment:larger}:count" });
  return all.map((count, i) => Math.abs((larger[i] ?? 0) / count - 0.6));
}

function tail(strategy: Strategy): readonly number[] {
  return played.sample({ strategy, point: halfAsFast });
}
