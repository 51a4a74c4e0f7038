import fc from "fast-check";

/** Right ends of 256 layers of equal area under a falling density of height 1, from the base to the top. */
export function layerEnds(
  tailStart: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): readonly number[] {
  const ends = [area / density(tailStart), tailStart];
  for (let i = 2; i < 256; i++) {
    const below = ends[i - 1] ?? 0;
    ends.push(inverse(area / below + density(below)));
  }
  return [...ends, 0];
}

/** A layer above the base, a position in [0, 2^bits) of it that lies beyond the layer above, and the word of the height. */
export function wedgeWords(ends: readonly number[], bits: number): fc.Arbitrary<readonly [number, number, number]> {
  return fc
    .integer({ min: 1, max: 255 })
    .chain((layer) => {
      const core = ((ends[layer + 1] ?? 0) / (ends[layer] ?? 0)) * 2 ** bits;
      const beyond = fc.integer({ min: Math.min(Math.ceil(core + 1), 2 ** bits - 1), max: 2 ** bits - 1 });
      return fc.tuple(fc.constant(layer), beyond, fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    })
    .filter(([layer, position]) => ((position + 0.5) / 2 ** bits) * (ends[layer] ?? 0) > (ends[layer + 1] ?? 0));
}

/** Whether the point that these words choose in a wedge lies under the density. */
export function isUnderDensity(
  ends: readonly number[],
  layer: number,
  x: number,
  heightWord: number,
  density: (x: number) => number,
): boolean {
  const low = density(ends[layer] ?? 0);
  const high = density(ends[layer + 1] ?? 0);
  return low + ((heightWord + 0.5) / 2 ** 32) * (high - low) < density(x);
}
