/** Weights of single replicas as integers in exactly the same ratio, or why that cannot be. */
export type ExactUnits =
  | { readonly kind: "units"; readonly perReplica: readonly number[]; readonly total: number }
  | { readonly kind: "mistake"; readonly message: string };

const largestTotal: bigint = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Turns weights into the smallest integers in the same ratio, so that a choice can be drawn by integers alone:
 * deployment j has the share `ready_j · perReplica_j / total`, with no rounding anywhere.
 *
 * A weight means the decimal number it is written as: 0.1 is one tenth, not the double nearest to it. A deployment of
 * weight 0 or without a ready replica gets 0 units. Example: weights 1, 0.25 with 3 and 4 ready give units 4, 1 of 16.
 *
 * @param weights of one replica, finite and >= 0
 * @param ready integers >= 0, as many as weights
 */
export function exactUnits(weights: readonly number[], ready: readonly number[]): ExactUnits {
  const broken = weights.findIndex((weight) => !(Number.isFinite(weight) && weight >= 0));
  if (broken >= 0) return { kind: "mistake", message: `expected a finite weight >= 0, got ${weights[broken]}` };
  const decimals = weights.map((weight, j) => decimal((ready[j] ?? 0) > 0 ? weight : 0));
  const exponents = decimals.filter(({ digits }) => digits > 0n).map(({ exponent }) => exponent);
  if (exponents.length === 0) return { kind: "units", perReplica: weights.map(() => 0), total: 0 };
  const lowest = Math.min(...exponents);
  if (Math.max(...exponents) - lowest > 330) return { kind: "mistake", message: tooWide(weights) };
  const scaled = decimals.map(({ digits, exponent }) =>
    digits === 0n ? 0n : digits * 10n ** BigInt(exponent - lowest),
  );
  const divisor = scaled.reduce(greatestCommonDivisor, 0n);
  const units = scaled.map((value) => value / divisor);
  const total = units.reduce((sum, unit, j) => sum + unit * BigInt(ready[j] ?? 0), 0n);
  if (total > largestTotal) return { kind: "mistake", message: tooWide(weights) };
  return { kind: "units", perReplica: units.map(Number), total: Number(total) };
}

function tooWide(weights: readonly number[]): string {
  return `weights ${weights.join(", ")} are too far apart, or have too many digits, to be kept in exact proportion: their common total exceeds 2^53; round them`;
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The shortest decimal that reads back as this double, which is how a person wrote it. */
function decimal(value: number): Decimal {
  const [mantissa = "0", exponent = "0"] = value.toExponential().split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let larger = a;
  let smaller = b;
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
