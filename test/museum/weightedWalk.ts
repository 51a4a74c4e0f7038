import type { SelectorDeployment } from "../../src/routing/selectorModule.ts";

/** Weight of each deployment with all its replicas. */
export function weightsOf(deployments: readonly SelectorDeployment[]): readonly number[] {
  return deployments.map(({ weight, replicas }) => weight * replicas);
}

export function totalOf(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/** The right walk: the first deployment whose cumulative weight exceeds `at`, for `at` in [0, total). */
export function weightedWalk(weights: readonly number[], at: number): number {
  let cumulative = 0;
  return weights.findIndex((weight) => {
    cumulative += weight;
    return at < cumulative;
  });
}
