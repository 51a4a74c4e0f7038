import type { RandomSource } from "./randomSource.ts";

/** A uniform multiple of 2^-53 in [0, 1), from two draws. */
export function unit53(random: RandomSource): number {
  return ((random.next() >>> 5) * 2 ** 26 + (random.next() >>> 6)) * 2 ** -53;
}
