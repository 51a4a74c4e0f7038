import { describe, it } from "vitest";
import { createSelector } from "../../src/routing/createSelector.ts";
import { type Strategy, strategyNames } from "../../src/routing/strategy.ts";
import { strategyInWords } from "../../src/scenario/strategyInWords.ts";
import {
  hasNoMemory,
  ignoresTheScaleOfWeights,
  isAFunctionOfItsHistory,
  keepsToItsTable,
  type MakeSelector,
  picksOnlyTheEligible,
  splitsAnIdleFleetByWeight,
} from "./selectorLaws.ts";

const tuned: readonly Strategy[] = [
  { name: "least-request", choices: 1 },
  { name: "least-request", choices: 3 },
  { name: "least-request", choices: 1000 },
  { name: "peak-ewma", choices: 4, decayMs: 5 },
  { name: "prequal", probes: 1, pool: 2, hotQuantile: 0, maxAgeMs: 3 },
  { name: "prequal", probes: 8, pool: 50, hotQuantile: 1, maxAgeMs: 10 },
];

const remembering = ["smooth-weighted-round-robin", "stride", "peak-ewma", "prequal"];

describe.each([...strategyNames, ...tuned].map((strategy) => ({ strategy, words: strategyInWords(strategy) })))(
  "$words",
  ({ strategy, words }) => {
    const make: MakeSelector = (table, before) => createSelector(strategy, table, before);
    it("never picks a deployment of weight zero, without a ready replica, or outside the table", () =>
      picksOnlyTheEligible(make));
    it("does not care about the scale of the weights", () => ignoresTheScaleOfWeights(make));
    it("is a function of table, chance and history", () => isAFunctionOfItsHistory(make));
    it("keeps to its table while newer ones come", () => keepsToItsTable(make));
    it("splits an idle fleet by weight", () => splitsAnIdleFleetByWeight(make, words === "random-replica"));
    it.skipIf(remembering.some((name) => words.startsWith(name)))("remembers nothing", () => hasNoMemory(make));
  },
);
