import { describe, it } from "vitest";
import { createSelector } from "../../src/routing/createSelector.ts";
import { type Strategy, strategyClass, strategyName, strategyNames } from "../../src/routing/strategy.ts";
import { strategyInWords } from "../../src/scenario/strategyInWords.ts";
import {
  drawsNoChance,
  forgetsReplicasThatLeft,
  hasNoMemory,
  ignoresLoadAndTime,
  ignoresSessions,
  ignoresTheScaleOfWeights,
  isAFunctionOfItsHistory,
  keepsSessions,
  keepsToItsTable,
  leavesTheTableAlone,
  type MakeSelector,
  picksOnlyTheEligible,
  splitsAnIdleFleetByWeight,
  takesNothingFromOthers,
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
    const promise = strategyClass(strategy);
    const others = strategyNames
      .filter((name) => name !== strategyName(strategy))
      .map(
        (name): MakeSelector =>
          (table, before) =>
            createSelector(name, table, before),
      );
    it("never picks a deployment of weight zero, without a ready replica, or outside the table", () =>
      picksOnlyTheEligible(make));
    it("does not care about the scale of the weights", () => ignoresTheScaleOfWeights(make));
    it("is a function of table, chance and history", () => isAFunctionOfItsHistory(make));
    it("keeps to its table while newer ones come", () => keepsToItsTable(make));
    it("splits an idle fleet by weight", () => splitsAnIdleFleetByWeight(make, words === "random-replica"));
    it("forgets replicas that left", () => forgetsReplicasThatLeft(make));
    it("takes nothing over from another strategy", () => takesNothingFromOthers(make, others));
    it("leaves the table alone", () => leavesTheTableAlone(make));
    it.skipIf(promise === "load-aware")("looks neither at load nor at time", () => ignoresLoadAndTime(make));
    it.skipIf(promise === "independent" || promise === "load-aware")("draws no chance", () => drawsNoChance(make));
    it.skipIf(promise === "sticky")("does not ask whose request it is", () => ignoresSessions(make));
    it.skipIf(promise !== "sticky")("gives a session one place", () => keepsSessions(make));
    it.skipIf(remembering.some((name) => words.startsWith(name)))("remembers nothing", () => hasNoMemory(make));
  },
);
