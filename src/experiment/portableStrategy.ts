import type { AskedStrategy, StrategyName } from "../routing/strategy.ts";

/**
 * A strategy that means the same on every machine.
 *
 * @throws RangeError for a module, which is a file of this one
 */
export function portableStrategy(strategy: AskedStrategy | undefined): StrategyName | undefined {
  if (strategy === undefined || typeof strategy === "string") return strategy;
  throw new RangeError(`${strategy.file} is a file of this machine: expected a strategy that every machine has`);
}
