/**
 * The SplitMix64 generator: each call gives the next 64 bits of the sequence that belongs to the seed. It turns seeds
 * of little entropy into states of generators; it is too slow (BigInt) for anything else.
 *
 * Source: G. Steele, D. Lea and C. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, with the
 * constants of S. Vigna's splitmix64.c. Example: seed 0 gives 0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, …
 *
 * @param seed any integer; only its lowest 64 bits count
 */
export function splitmix64(seed: bigint): () => bigint {
  let state = seed;
  return () => {
    state = BigInt.asUintN(64, state + increment);
    return finalise(state);
  };
}

const increment = 0x9e3779b97f4a7c15n;

function finalise(state: bigint): bigint {
  const once = BigInt.asUintN(64, (state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
  const twice = BigInt.asUintN(64, (once ^ (once >> 27n)) * 0x94d049bb133111ebn);
  return twice ^ (twice >> 31n);
}
