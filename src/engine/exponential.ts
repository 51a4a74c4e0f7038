import type { Distribution } from "./distribution.ts";
import { mustBePositive } from "./mustBePositive.ts";
import type { RandomSource } from "./randomSource.ts";
import { standardExponential } from "./standardExponential.ts";

/**
 * The exponential law, P(X > x) = e^(-x / mean); its variance is mean².
 *
 * @param mean finite, > 0
 * @throws RangeError when the mean is not as above
 */
export function exponential(mean: number): Distribution {
  mustBePositive("the mean of an exponential law", mean);
  return new Exponential(mean);
}

class Exponential implements Distribution {
  readonly mean: number;

  constructor(mean: number) {
    this.mean = mean;
  }

  draw(random: RandomSource): number {
    return this.mean * standardExponential(random);
  }
}
