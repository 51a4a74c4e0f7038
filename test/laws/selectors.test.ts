import { describe, it } from "vitest";
import { createSelector } from "../../src/routing/createSelector.ts";
import { strategyNames } from "../../src/routing/strategy.ts";
import {
  ignoresTheScaleOfWeights,
  isAFunctionOfTableChanceAndLoad,
  keepsToItsTable,
  type MakeSelector,
  picksOnlyTheEligible,
} from "./selectorLaws.ts";

describe.each(strategyNames)("%s", (strategy) => {
  const make: MakeSelector = (table) => createSelector(strategy, table);
  it("never picks a deployment of weight zero, without a ready replica, or outside the table", () =>
    picksOnlyTheEligible(make));
  it("does not care about the scale of the weights", () => ignoresTheScaleOfWeights(make));
  it("is a function of table, chance and load", () => isAFunctionOfTableChanceAndLoad(make));
  it("keeps to its table while newer ones come", () => keepsToItsTable(make));
});
