import type { RandomSource } from "./randomSource.ts";

/**
 * A draw from the exponential law of mean 1, always > 0: P(X > x) = e^-x.
 *
 * Ziggurat of 256 layers of equal area under f(x) = e^-x: the low 8 bits of a word choose the layer, the high 24 the
 * point in it; 98.9 % of the draws need that word only. Points have a grid of 2^-24 of the layer's width. The tail
 * beyond r begins again at r, because the law has no memory.
 * Source: G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables", J. Stat. Softw. 5 (2000);
 * disjoint bits for layer and point after J. A. Doornik (2005).
 */
export function standardExponential(random: RandomSource): number {
  const word = random.next();
  const layer = word & 255;
  const x = ((word >>> 8) + 0.5) * (scale[layer] ?? 0);
  return x < (right[layer + 1] ?? 0) ? x : +beyondCore(random, layer, x);
}

/** Right end of the lowest layer but one, and area of a layer, so that 256 layers reach f(0) = 1 exactly. */
const tailStart = 7.69711747013105;
const layerArea = 0.003949659822581557;

/** `right[i]` is the right end of layer i, falling from i = 0 (as wide as layer and tail together) to right[256] = 0. */
const right: Float64Array = layerEnds();
const height: Float64Array = right.map((x) => Math.exp(-x));
/** Turns 24 bits into a point of the layer. */
const scale: Float64Array = right.map((x) => x * 2 ** -24);

function layerEnds(): Float64Array {
  const ends = new Float64Array(257);
  ends[0] = layerArea / Math.exp(-tailStart);
  let x = tailStart;
  for (let i = 1; i < 256; i++) {
    ends[i] = x;
    x = -Math.log(layerArea / x + Math.exp(-x));
  }
  return ends;
}

/** The rare rest, kept apart so that the common case is small enough to be inlined. */
function beyondCore(random: RandomSource, layer: number, x: number): number {
  if (layer === 0) return tailStart + standardExponential(random);
  const low = height[layer] ?? 0;
  const high = height[layer + 1] ?? 0;
  const y = low + ((random.next() >>> 0) + 0.5) * 2 ** -32 * (high - low);
  return y < Math.exp(-x) ? x : standardExponential(random);
}
