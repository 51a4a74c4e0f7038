import type { Check, Limit } from "../scenario/scenario.ts";
import { metricValue } from "./metricValue.ts";
import type { Plan } from "./plan.ts";
import type { Tally } from "./tally.ts";

export type ThresholdCheck = Extract<Check, { readonly kind: "threshold" }>;

/** Notes in the tally of one replication which of the thresholds it held, and the values it measured. */
export function judgeThresholds(plan: Plan, tally: Tally): void {
  for (const check of plan.scenario.checks) {
    if (check.kind !== "threshold") continue;
    const value = thresholdValue(plan, tally, check);
    tally.thresholds.set(check.id, {
      held: value !== null && within(value, check.limit) ? 1 : 0,
      empty: value === null ? 1 : 0,
      least: value ?? Number.POSITIVE_INFINITY,
      greatest: value ?? Number.NEGATIVE_INFINITY,
    });
  }
}

export function within(value: number, { comparison, bound }: Limit): boolean {
  switch (comparison) {
    case "<":
      return value < bound;
    case "<=":
      return value <= bound;
    case ">":
      return value > bound;
    case ">=":
      return value >= bound;
  }
}

/** The number a threshold looks at. */
export function thresholdValue(plan: Plan, tally: Tally, check: ThresholdCheck): number | null {
  return metricValue(plan, tally, { ...check, statistic: check.limit.statistic });
}
