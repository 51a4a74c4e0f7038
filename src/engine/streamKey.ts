import { splitmix64 } from "./splitmix64.ts";

/** 128 bits that belong to one source of chance in one replication: four integers in [0, 2^32). */
export type StreamKey = readonly [number, number, number, number];

/**
 * The key of (seed, name, replication). Neighbouring seeds, names or replications have unrelated keys; 128 bits make a
 * key shared by any two of 2^40 streams a matter of probability 2^-49.
 *
 * Two 64-bit lanes with starting values of their own absorb the same words, `lane = splitmix64(lane xor word)`: the two
 * halves of the seed, the replication, the length of the name, and the name in words of four UTF-16 units.
 *
 * @param seed 1 to 32 hexadecimal digits, read as a number
 * @param name what the stream is for
 * @param replication integer >= 0
 * @throws RangeError when the seed or the replication is not as above
 */
export function streamKey(seed: string, name: string, replication: number): StreamKey {
  if (!/^[0-9a-f]{1,32}$/i.test(seed)) throw new RangeError(`a seed is 1 to 32 hexadecimal digits, got "${seed}"`);
  if (!Number.isSafeInteger(replication) || replication < 0) {
    throw new RangeError(`a replication is numbered by an integer from 0, got ${replication}`);
  }
  const root = BigInt(`0x${seed}`);
  const words = [root & mask64, root >> 64n, BigInt(replication), BigInt(name.length), ...wordsOf(name)];
  const [low, high] = laneStarts.map((start) => words.reduce((lane, word) => splitmix64(lane ^ word)(), start));
  return [...halves(low), ...halves(high)];
}

const mask64 = 2n ** 64n - 1n;

/** The first 128 fractional bits of pi: numbers with nothing up their sleeve. */
const laneStarts = [0x243f6a8885a308d3n, 0x13198a2e03707344n] as const;

function wordsOf(name: string): readonly bigint[] {
  const words: bigint[] = [];
  for (let start = 0; start < name.length; start += 4) {
    let word = 0n;
    for (let i = start; i < Math.min(start + 4, name.length); i++) word = (word << 16n) | BigInt(name.charCodeAt(i));
    words.push(word);
  }
  return words;
}

function halves(word = 0n): readonly [number, number] {
  return [Number(word & 0xffffffffn), Number(word >> 32n)];
}
