import type { Strategy } from "../routing/strategy.ts";
import { formatDuration } from "./quantity/formatDuration.ts";

/** "stride", or "peak-ewma (choices 3, decay 10s)": a strategy with the parameters that were given, as a scenario names them. */
export function strategyInWords(strategy: Strategy): string {
  if (typeof strategy === "string") return strategy;
  const { name, ...tuning } = strategy;
  const given = Object.entries(tuning).map(([field, value]) =>
    field.endsWith("Ms") ? `${field.slice(0, -2)} ${formatDuration(value)}` : `${field} ${value}`,
  );
  return given.length === 0 ? name : `${name} (${given.join(", ")})`;
}
