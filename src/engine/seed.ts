import { streamKey } from "./streamKey.ts";
import { Xoshiro128ss } from "./xoshiro128ss.ts";

/**
 * The one spelling of a seed: lower case, no leading zeros. Undefined when the text is not 1 to 32 hexadecimal digits.
 * Example: "007F3A" is the seed "7f3a".
 */
export function parseSeed(text: string): string | undefined {
  if (!/^[0-9a-f]{1,32}$/i.test(text)) return undefined;
  return text.toLowerCase().replace(/^0+(?=.)/, "");
}

/**
 * The stream of one source of chance in one replication. Streams of different seeds, names or replications are
 * unrelated, however close these are to each other.
 *
 * @param seed 1 to 32 hexadecimal digits
 * @param name what the stream is for, such as "arrivals"
 * @param replication integer >= 0
 * @throws RangeError when the seed or the replication is not as above
 */
export function namedStream(seed: string, name: string, replication: number): Xoshiro128ss {
  const key = streamKey(seed, name, replication);
  // Four zeros have probability 2^-128, but they are the one state that xoshiro cannot leave.
  return new Xoshiro128ss(key.every((word) => word === 0) ? [1, 0, 0, 0] : key);
}
