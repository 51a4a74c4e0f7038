/** The named policies that a router may carry. */
export const strategyNames = ["weighted-random", "even-load"] as const;
export type StrategyName = (typeof strategyNames)[number];

/** The strategy of a router that names none. */
export const defaultStrategy: StrategyName = "weighted-random";

/**
 * What a strategy promises about its sequence of picks, and so how it may be judged. `independent`: each pick is drawn
 * by the table's shares, whatever came before. `load-aware`: picks follow the load; no fixed split is promised.
 */
export type StrategyClass = "independent" | "load-aware";

const classes: Readonly<Record<StrategyName, StrategyClass>> = {
  "weighted-random": "independent",
  "even-load": "load-aware",
};

export function strategyClass(strategy: StrategyName): StrategyClass {
  return classes[strategy];
}
