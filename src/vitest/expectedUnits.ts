import { exactUnits } from "../routing/exactUnits.ts";
import { valueShown } from "./valueShown.ts";

/** Ratios ({ a: 3, b: 2 }) or shares ({ a: 0.6, b: 0.4 }) by deployment; a list where picks are indices into it. */
export type ExpectedSplit = Readonly<Record<string, number>> | readonly number[];

/** An expected split in whole units. */
export interface ExpectedUnits {
  readonly deployments: readonly string[];
  /** One a deployment, at least one positive. */
  readonly units: readonly number[];
}

/** Shares are taken to this many decimals: 1/3 and 2/3 then sum to 1, and 0.1 + 0.2 is 0.3. */
const decimals = 12;
const tolerance = 1e-9;

/**
 * Reads an expected split. Numbers that are all at most 1, one of them a fraction, are shares and must sum to 1; any
 * others are ratios. `expectedUnits({ a: 60, b: 40 })` has units 3 and 2, and so has { a: 0.6, b: 0.4 }.
 *
 * Throws TypeError for what is not numbers by name, RangeError for numbers that make no split.
 */
export function expectedUnits(expected: ExpectedSplit): ExpectedUnits {
  const entries = entriesOf(expected);
  const weights = entries.map(([, weight]) => weight);
  const exact = exactUnits(
    areShares(weights) ? sharesToSum(weights) : weights,
    weights.map(() => 1),
  );
  if (exact.kind === "mistake") throw new RangeError(`The expected split cannot be kept: ${exact.message}.`);
  if (exact.total === 0) {
    throw new RangeError("The expected split promises nothing to any deployment; give one of them a weight above 0.");
  }
  return { deployments: entries.map(([name]) => name), units: exact.perReplica };
}

function entriesOf(expected: ExpectedSplit): readonly (readonly [string, number])[] {
  const entries = typeof expected === "object" && expected !== null ? Object.entries(expected) : [];
  if (entries.length === 0) {
    throw new TypeError(
      `An expected split is an object of numbers by deployment, such as { a: 3, b: 2 }, and not empty; got ${valueShown(expected)}.`,
    );
  }
  for (const [name, weight] of entries) {
    const got = `${JSON.stringify(name)} is expected to get ${valueShown(weight)}`;
    if (typeof weight !== "number") throw new TypeError(`${got}; it must be a number.`);
    if (!(weight >= 0 && Number.isFinite(weight)))
      throw new RangeError(`${got}; it must be a finite number, 0 or more.`);
  }
  return entries;
}

function areShares(weights: readonly number[]): boolean {
  return weights.every((weight) => weight <= 1) && weights.some((weight) => !Number.isInteger(weight));
}

function sharesToSum(shares: readonly number[]): readonly number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (Math.abs(total - 1) <= tolerance) return shares.map((share) => Number(share.toFixed(decimals)));
  throw new RangeError(
    `The expected shares ${shares.join(", ")} sum to ${total}, not to 1. For ratios write whole numbers, such as { a: 3, b: 2 }.`,
  );
}
