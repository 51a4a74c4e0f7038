import { defaultMargin, type OrderPromise } from "../../src/check/expectation.ts";
import { type CheckPlan, planCheck } from "../../src/check/planCheck.ts";
import { drawExpectation } from "../../src/vitest/drawExpectation.ts";
import { markdownTable } from "./markdownTable.ts";

const splits: readonly (readonly [number, number])[] = [
  [60, 40],
  [80, 20],
  [90, 10],
  [99, 1],
];

/** How many requests a check takes, by split and margin: the table of docs/statistics.md. */
export function requestsNeededTable(): string {
  return markdownTable(
    ["split", "5 pp", "2 pp", "1 pp", "no margin given", "round-robin told from random"],
    splits.map((split) => [
      split.join("/"),
      ...[0.05, 0.02, 0.01].map((margin) => grouped(plan(split, "any", margin).requests)),
      `${grouped(plan(split, "any").requests)} (for ${points(defaultMargin(split[0] / 100))})`,
      grouped(plan(split, "independent").rotaCaughtAfter),
    ]),
  );
}

function plan(split: readonly number[], order: OrderPromise, margin?: number): CheckPlan {
  return planCheck(drawExpectation(split, order, margin === undefined ? {} : { margin }));
}

function points(margin: number): string {
  return `${Number((100 * margin).toPrecision(2))} pp`;
}

function grouped(count: number | null): string {
  return count === null ? "–" : count.toLocaleString("en-US");
}
