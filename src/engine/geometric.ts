import type { Distribution } from "./distribution.ts";
import type { RandomSource } from "./randomSource.ts";
import { standardExponential } from "./standardExponential.ts";

/**
 * The geometric law on 1, 2, 3, …: P(X > k) = (1 - p)^k with p = 1 / mean; its variance is mean·(mean - 1).
 *
 * X = 1 + floor(E / -ln(1 - p)) with E standard exponential, an exact inversion.
 *
 * @param mean finite, >= 1
 * @throws RangeError when the mean is not as above
 */
export function geometric(mean: number): Distribution {
  if (!(mean >= 1 && Number.isFinite(mean))) {
    throw new RangeError(`the mean of a geometric law on 1, 2, 3, … is a finite number from 1, got ${mean}`);
  }
  return new Geometric(mean);
}

class Geometric implements Distribution {
  readonly mean: number;
  private readonly scale: number;

  constructor(mean: number) {
    this.mean = mean;
    this.scale = -1 / Math.log1p(-1 / mean);
  }

  draw(random: RandomSource): number {
    return 1 + Math.floor(this.scale * standardExponential(random));
  }
}
