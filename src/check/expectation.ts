import type { ErrorRates } from "../scenario/scenario.ts";
import type { SplitPhase } from "../scenario/schedule/splitSchedule.ts";

/**
 * What the picks were promised to be in order. `independent`: each a draw by the shares, whatever came before. `smooth`:
 * dealt out evenly, no deployment ever further from its share than a few requests. `any`: no promise.
 */
export type OrderPromise = "independent" | "smooth" | "any";

export const orderPromises = ["independent", "smooth", "any"] as const;

/** What the picks of a check are held against. Plain data: it crosses threads. */
export interface Expectation extends ErrorRates {
  /** At least one, no doubles. A pick is an index into them. */
  readonly deployments: readonly string[];
  /** At least one, in the order of time, without overlap; a promise that does not change is one phase without end. */
  readonly phases: readonly SplitPhase[];
  readonly order: OrderPromise;
  /** Requests that one smooth selector may be away from a deployment's share at any time. */
  readonly strayLimit: number;
  /**
   * A split this near to the promise is accepted, in (0, 1). Absent: no departure is accepted, however small, and the
   * check must have been able to catch one of `defaultMargin`.
   */
  readonly margin?: number;
}

/** The promised share of each deployment; they sum to 1. */
export function sharesOf({ units }: Pick<SplitPhase, "units">): readonly number[] {
  const total = units.reduce((sum, each) => sum + each, 0);
  return units.map((each) => each / total);
}

/**
 * The departure from a share p that a check must be able to catch unless told otherwise: 1 percentage point, or a tenth
 * of the smaller of p and 1 - p where that is less than 10 %. 0.01 for 0.6; 0.0001 for 0.001 and for 0.999.
 */
export function defaultMargin(share: number): number {
  const smaller = Math.min(share, 1 - share);
  return smaller >= 0.1 ? 0.01 : smaller / 10;
}

/** What a check accepts as near enough to a share, or must be able to catch: the margin asked for, else the default. */
export function marginFor({ margin }: Pick<Expectation, "margin">, share: number): number {
  return margin ?? defaultMargin(share);
}

/** False-alarm rate of a check that is not told another. */
export const defaultFlake = 1e-9;
/** Miss rate of a check that is not told another. */
export const defaultMiss = 1e-6;
