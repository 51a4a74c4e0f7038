import { boundedInteger } from "./boundedInteger.ts";
import type { Distribution } from "./distribution.ts";
import type { RandomSource } from "./randomSource.ts";

/**
 * The law of a sample: each of its values with the same probability, a value that occurs twice with twice that.
 *
 * @param values finite, 1 to 2^32 of them; copied
 * @throws RangeError when there are none, or one is not finite
 */
export function empirical(values: ArrayLike<number>): Distribution {
  const copy = Float64Array.from(values);
  if (copy.length === 0) throw new RangeError("an empirical law needs at least one value");
  const broken = copy.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0) throw new RangeError(`value ${broken} of an empirical law is a finite number, got ${copy[broken]}`);
  return new Empirical(copy);
}

class Empirical implements Distribution {
  readonly mean: number;
  private readonly values: Float64Array;

  constructor(values: Float64Array) {
    this.mean = values.reduce((sum, value) => sum + value / values.length, 0);
    this.values = values;
  }

  draw(random: RandomSource): number {
    return this.values[boundedInteger(random, this.values.length)] ?? 0;
  }
}
