import { expect } from "vitest";
import { makePlan } from "../../src/experiment/plan.ts";
import { playReplication } from "../../src/experiment/replication.ts";
import type { StrategyName } from "../../src/routing/strategy.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { RequestRecord } from "../../src/traffic/requestRecord.ts";

export const hours = 3_600_000;

/**
 * The replication is the unit of inference. With 20 of them the mean is taken to be within 10.6 standard errors of the
 * truth: the t quantile with 19 degrees of freedom at 1 - 1e-9 is 10.4, so each comparison below fails a right engine
 * with probability under 2e-9 (the means of long runs are near enough to normal); the seed is fixed anyway. A tenth of
 * each run is thrown away so that the empty start does not show.
 */
const replications = 20;
const standardErrors = 10.6;

export function play(played: Scenario, strategy?: StrategyName): readonly (readonly RequestRecord[])[] {
  const plan = makePlan(played);
  return Array.from({ length: replications }, (_, replication) => {
    const records: RequestRecord[] = [];
    playReplication(plan, {
      ...{ seed: "7e0", replication, ...(strategy && { strategy }) },
      onRecord: (record) => records.push(record),
    });
    return records.filter(({ plannedMs }) => plannedMs > played.durationMs / 10);
  });
}

export function expectMean(
  of: (records: readonly RequestRecord[]) => number,
  played: readonly (readonly RequestRecord[])[],
  expected: number,
): void {
  const means = played.map(of);
  const mean = means.reduce((sum, each) => sum + each, 0) / replications;
  const variance = means.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (replications - 1);
  const error = Math.sqrt(variance / replications);
  expect(Math.abs(mean - expected), `${mean} against ${expected}`).toBeLessThan(standardErrors * error);
  // A comparison that could not see a tenth of the value would be no test.
  expect(standardErrors * error).toBeLessThan(expected / 5);
}

export const responseOf =
  (name?: string) =>
  (records: readonly RequestRecord[]): number => {
    const those = records.filter((record) => name === undefined || record.deployment === name);
    return those.reduce((sum, { endMs, plannedMs }) => sum + endMs - plannedMs, 0) / those.length / 1000;
  };
