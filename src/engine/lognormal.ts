import type { Distribution } from "./distribution.ts";
import { mustBePositive } from "./mustBePositive.ts";
import type { RandomSource } from "./randomSource.ts";
import { standardNormal } from "./standardNormal.ts";

/**
 * The lognormal law X = e^(mu + sigma·Z), Z standard normal, told by its median and its 99th percentile.
 *
 * Its mean is e^(mu + sigma²/2), its variance mean²·(e^(sigma²) - 1). Example: median 900 and p99 6000 have mean 1255.0.
 *
 * @param median finite, > 0
 * @param p99 finite, >= median
 * @throws RangeError when a parameter is not as above
 */
export function lognormal(median: number, p99: number): Distribution {
  const { mu, sigma } = lognormalFrom(median, p99);
  return new Lognormal(mu, sigma);
}

/**
 * The parameters of the lognormal law with this median and 99th percentile: mu = ln median and
 * sigma = ln(p99 / median) / z, with z = 2.326… the 99th percentile of the standard normal law.
 *
 * @throws RangeError when a parameter is not as `lognormal` wants it
 */
export function lognormalFrom(median: number, p99: number): { readonly mu: number; readonly sigma: number } {
  mustBePositive("the median of a lognormal law", median);
  mustBePositive("the 99th percentile of a lognormal law", p99);
  if (p99 < median) {
    throw new RangeError(`the 99th percentile of a lognormal law is at least its median ${median}, got ${p99}`);
  }
  return { mu: Math.log(median), sigma: Math.log(p99 / median) / z99 };
}

const z99 = 2.3263478740408408;

class Lognormal implements Distribution {
  readonly mean: number;
  private readonly mu: number;
  private readonly sigma: number;

  constructor(mu: number, sigma: number) {
    this.mean = Math.exp(mu + (sigma * sigma) / 2);
    this.mu = mu;
    this.sigma = sigma;
  }

  draw(random: RandomSource): number {
    return Math.exp(this.mu + this.sigma * standardNormal(random));
  }
}
