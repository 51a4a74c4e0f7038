import type { Distribution } from "./distribution.ts";
import { mustBePositive } from "./mustBePositive.ts";
import type { RandomSource } from "./randomSource.ts";
import { standardExponential } from "./standardExponential.ts";

/**
 * The Weibull law of this mean and shape k: P(X > x) = e^(-(x / scale)^k), scale = mean / Γ(1 + 1/k). Shape 1 is the
 * exponential law; its variance is scale²·Γ(1 + 2/k) - mean².
 *
 * X = scale·E^(1/k) with E standard exponential, in logarithms so that no shape overflows on the way.
 *
 * @param mean finite, > 0
 * @param shape finite, > 0
 * @throws RangeError when a parameter is not as above
 */
export function weibull(mean: number, shape: number): Distribution {
  mustBePositive("the mean of a Weibull law", mean);
  mustBePositive("the shape of a Weibull law", shape);
  return new Weibull(mean, shape);
}

class Weibull implements Distribution {
  readonly mean: number;
  private readonly shape: number;
  private readonly logScale: number;

  constructor(mean: number, shape: number) {
    this.mean = mean;
    this.shape = shape;
    this.logScale = Math.log(mean) - logGammaAboveOne(1 + 1 / shape);
  }

  draw(random: RandomSource): number {
    return Math.exp(this.logScale + Math.log(standardExponential(random)) / this.shape);
  }
}

/**
 * ln Γ(z) for z >= 1, to about 1e-15: Stirling's series at z >= 10, reached by Γ(z) = Γ(z + 1) / z.
 * Source: NIST Digital Library of Mathematical Functions, 5.11.1.
 */
function logGammaAboveOne(z: number): number {
  let shifted = z;
  let product = 1;
  while (shifted < 10) product *= shifted++;
  const w = 1 / (shifted * shifted);
  const series =
    (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * (691 / 360360)))))) / shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2 + series - Math.log(product);
}
