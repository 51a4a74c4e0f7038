import type { Distribution } from "./distribution.ts";
import { mustBePositive } from "./mustBePositive.ts";
import type { RandomSource } from "./randomSource.ts";
import { standardExponential } from "./standardExponential.ts";
import { standardNormal } from "./standardNormal.ts";

/**
 * The gamma law of this mean and shape k; its variance is mean² / k. Shape 1 is the exponential law.
 *
 * X = scale·d·v with d = k - 1/3, v = (1 + Z / √(9d))³ and Z standard normal, accepted when
 * ln U < Z²/2 + d·(1 - v + ln v). For k < 1: the law of shape k + 1 times U^(1/k).
 * Source: G. Marsaglia and W. W. Tsang, "A Simple Method for Generating Gamma Variables", ACM TOMS 26 (2000).
 *
 * @param mean finite, > 0
 * @param shape finite, > 0
 * @throws RangeError when a parameter is not as above
 */
export function gamma(mean: number, shape: number): Distribution {
  mustBePositive("the mean of a gamma law", mean);
  mustBePositive("the shape of a gamma law", shape);
  return new Gamma(mean, shape);
}

class Gamma implements Distribution {
  readonly mean: number;
  private readonly shape: number;
  private readonly scale: number;
  private readonly d: number;
  private readonly c: number;

  constructor(mean: number, shape: number) {
    this.mean = mean;
    this.shape = shape;
    this.scale = mean / shape;
    this.d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
    this.c = 1 / Math.sqrt(9 * this.d);
  }

  draw(random: RandomSource): number {
    const atLeastOne = this.scale * this.d * this.cube(random);
    return this.shape < 1 ? atLeastOne * Math.exp(-standardExponential(random) / this.shape) : atLeastOne;
  }

  private cube(random: RandomSource): number {
    for (;;) {
      const z = standardNormal(random);
      const root = 1 + this.c * z;
      if (root <= 0) continue;
      const v = root * root * root;
      // -ln U is a standard exponential variate.
      if (-standardExponential(random) < (z * z) / 2 + this.d * (1 - v + Math.log(v))) return v;
    }
  }
}
