import type { RandomSource } from "./randomSource.ts";
import { standardExponential } from "./standardExponential.ts";

/**
 * A draw from the normal law of mean 0 and variance 1.
 *
 * Ziggurat of 256 layers of equal area under f(x) = e^(-x²/2), x >= 0: the low 8 bits of a word choose the layer, the
 * high 24 the signed point in it; 98.8 % of the draws need that word only. Points have a grid of 2^-23 of the layer's
 * half width. The tail beyond r is Marsaglia's: r + E1 / r for exponential E1, E2 with 2·E2 >= (E1 / r)².
 * Source: G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables", J. Stat. Softw. 5 (2000);
 * disjoint bits for layer and point after J. A. Doornik (2005).
 */
export function standardNormal(random: RandomSource): number {
  const word = random.next();
  const layer = word & 255;
  // The sign is kept by the arithmetic shift; the half makes the grid symmetric about 0.
  const x = ((word >> 8) + 0.5) * (scale[layer] ?? 0);
  return Math.abs(x) < (right[layer + 1] ?? 0) ? x : +beyondCore(random, layer, x);
}

/** Right end of the lowest layer but one, and area of a layer, so that 256 layers reach f(0) = 1 exactly. */
const tailStart = 3.654152885361009;
const layerArea = 0.004928673233974655;

/** `right[i]` is the right end of layer i, falling from i = 0 (as wide as layer and tail together) to right[256] = 0. */
const right: Float64Array = layerEnds();
const height: Float64Array = right.map(density);
/** Turns 23 bits and a sign into a point of the layer. */
const scale: Float64Array = right.map((x) => x * 2 ** -23);

function density(x: number): number {
  return Math.exp((-x * x) / 2);
}

function layerEnds(): Float64Array {
  const ends = new Float64Array(257);
  ends[0] = layerArea / density(tailStart);
  let x = tailStart;
  for (let i = 1; i < 256; i++) {
    ends[i] = x;
    x = Math.sqrt(-2 * Math.log(Math.min(1, layerArea / x + density(x))));
  }
  return ends;
}

/** The rare rest, kept apart so that the common case is small enough to be inlined. */
function beyondCore(random: RandomSource, layer: number, x: number): number {
  if (layer === 0) return x < 0 ? -tail(random) : tail(random);
  const low = height[layer] ?? 0;
  const high = height[layer + 1] ?? 0;
  const y = low + ((random.next() >>> 0) + 0.5) * 2 ** -32 * (high - low);
  return y < density(x) ? x : standardNormal(random);
}

function tail(random: RandomSource): number {
  for (;;) {
    const beyond = standardExponential(random) / tailStart;
    if (2 * standardExponential(random) >= beyond * beyond) return tailStart + beyond;
  }
}
