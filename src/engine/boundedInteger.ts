import type { RandomSource } from "./randomSource.ts";

/** Largest bound whose product with a 32-bit word is exact in a double. */
const exactBound = 2 ** 21;

/**
 * A uniform integer in [0, bound), without bias: every value is drawn from the same number of words.
 *
 * With a word u and m = u · bound the value is the high half of m; words whose low half is below 2^32 mod bound are
 * drawn again. Source: D. Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29 (2019). Example: for
 * bound 5 the word 2576980377 gives 2 and 2576980378 gives 3; the word 0 is drawn again.
 *
 * @param bound integer, 1 to 2^32; not checked, this is the innermost loop of every draw
 */
export function boundedInteger(random: RandomSource, bound: number): number {
  let word = random.next();
  let low = Math.imul(word, bound) >>> 0;
  // The remainder is below the bound, so the costly modulo is needed only once in 2^32 / bound draws.
  if (low < bound) {
    const rejected = 2 ** 32 % bound;
    while (low < rejected) {
      word = random.next();
      low = Math.imul(word, bound) >>> 0;
    }
  }
  return bound <= exactBound ? ((word >>> 0) * bound * 2 ** -32) | 0 : highWord(word >>> 0, bound);
}

/**
 * A uniform integer in [0, bound), without bias, for bounds that may exceed 32 bits.
 *
 * Above 2^32 a 53-bit integer is reduced modulo the bound; integers from the largest multiple of the bound on are drawn
 * again (fewer than half of them).
 *
 * @param bound integer, 1 to 2^53 - 1; not checked
 */
export function boundedLongInteger(random: RandomSource, bound: number): number {
  if (bound <= 2 ** 32) return boundedInteger(random, bound);
  const limit = 2 ** 53 - (2 ** 53 % bound);
  let value = integer53(random);
  while (value >= limit) value = integer53(random);
  return value % bound;
}

/** The high 32 bits of a 64-bit product, from two 48-bit products that a double holds exactly. */
function highWord(word: number, bound: number): number {
  const carry = Math.floor(((word & 0xffff) * bound) / 2 ** 16);
  return Math.floor(((word >>> 16) * bound + carry) / 2 ** 16);
}

function integer53(random: RandomSource): number {
  return (random.next() >>> 11) * 2 ** 32 + (random.next() >>> 0);
}
