/** The named policies that a router may carry. */
export const strategyNames = ["weighted-random", "even-load"] as const;
export type StrategyName = (typeof strategyNames)[number];

/** The strategy of a router that names none. */
export const defaultStrategy: StrategyName = "weighted-random";
