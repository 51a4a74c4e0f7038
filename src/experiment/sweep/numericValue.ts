import { parseDuration } from "../../scenario/quantity/parseDuration.ts";
import { parsePercent, parsePoints } from "../../scenario/quantity/parsePercent.ts";
import { parseRate } from "../../scenario/quantity/parseRate.ts";

/**
 * The number that a value of a parameter stands for, to order and draw it by: itself, or what a quantity says in ms, per
 * second, or as a share. Undefined for anything else.
 */
export function numericValue(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  return parseRate(value) ?? parseDuration(value) ?? parsePercent(value) ?? parsePoints(value);
}
