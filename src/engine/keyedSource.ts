import { philox4x32 } from "./philox4x32.ts";
import type { RandomSource } from "./randomSource.ts";
import { type StreamKey, streamKey } from "./streamKey.ts";

/**
 * Chance that cannot slip: every key (a, b) has draws of its own, whatever was drawn for other keys and in which order.
 * So the nth replica of a deployment has the same luck under every strategy.
 */
export class KeyedSource implements RandomSource {
  private readonly key: StreamKey;
  private readonly block: Int32Array = new Int32Array(4);
  private a = 0;
  private b = 0;
  /** Blocks used of the current key. */
  private blocks = 0;
  private taken = 4;

  constructor(key: StreamKey) {
    this.key = key;
  }

  /**
   * Goes to the first draw of a key; a new source stands at (0, 0). 2^34 draws belong to each key.
   *
   * @param a integer in [0, 2^32)
   * @param b integer in [0, 2^32)
   */
  at(a: number, b: number): this {
    this.a = a | 0;
    this.b = b | 0;
    this.blocks = 0;
    this.taken = 4;
    return this;
  }

  next(): number {
    if (this.taken === 4) {
      const { key } = this;
      philox4x32(key[0], key[1], this.a, this.b, this.blocks, key[2], this.block);
      this.blocks = (this.blocks + 1) | 0;
      this.taken = 0;
    }
    return this.block[this.taken++] ?? 0;
  }
}

/**
 * The keyed draws of one source of chance in one replication.
 *
 * @param seed 1 to 32 hexadecimal digits
 * @param purpose what the draws are for, such as "startup"
 * @param replication integer >= 0
 * @throws RangeError when the seed or the replication is not as above
 */
export function keyedSource(seed: string, purpose: string, replication: number): KeyedSource {
  return new KeyedSource(streamKey(seed, purpose, replication));
}
