import type { RandomSource } from "./randomSource.ts";

/** The 128 bits of a generator: four integers in [0, 2^32), not all zero. */
export type Xoshiro128State = readonly [number, number, number, number];

/**
 * xoshiro128** 1.1, the stream of chance of the simulation. Period 2^128 - 1; not for cryptography.
 *
 * Source: D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47 (2021), and their
 * public-domain xoshiro128starstar.c. Example: state 1, 2, 3, 4 gives 11520, 0, 5927040, 70819200, …
 *
 * @throws RangeError when the state is not four integers in [0, 2^32), or is all zero
 */
export class Xoshiro128ss implements RandomSource {
  // Signed 32-bit fields keep V8 on integer registers; unsigned ones would be boxed on every store.
  private s0: number;
  private s1: number;
  private s2: number;
  private s3: number;

  constructor(state: Xoshiro128State) {
    if (!state.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32)) {
      throw new RangeError(`a xoshiro128** state is four integers from 0 to 4294967295, got ${state.join(", ")}`);
    }
    if (state.every((word) => word === 0)) {
      throw new RangeError("a xoshiro128** state of four zeros would give zeros for ever: one word must not be 0");
    }
    this.s0 = state[0] | 0;
    this.s1 = state[1] | 0;
    this.s2 = state[2] | 0;
    this.s3 = state[3] | 0;
  }

  /** The state that gives this stream from here on. */
  get state(): Xoshiro128State {
    return [this.s0 >>> 0, this.s1 >>> 0, this.s2 >>> 0, this.s3 >>> 0];
  }

  next(): number {
    const s1 = this.s1;
    // Times 5 and times 9 by shifts: as fast as Math.imul, and short enough for V8 to inline where draws are many.
    const times5 = (s1 << 2) + s1;
    const rotated = (times5 << 7) | (times5 >>> 25);
    const s2 = this.s2 ^ this.s0;
    const s3 = this.s3 ^ s1;
    this.s1 = s1 ^ s2;
    this.s0 ^= s3;
    this.s2 = s2 ^ (s1 << 9);
    this.s3 = (s3 << 11) | (s3 >>> 21);
    return ((rotated << 3) + rotated) | 0;
  }

  /** Goes on by 2^64 draws at once: streams that are a jump apart do not overlap. */
  jump(): void {
    this.advanceBy(jumpPolynomial);
  }

  /** Goes on by 2^96 draws at once, that is by 2^32 jumps. */
  longJump(): void {
    this.advanceBy(longJumpPolynomial);
  }

  /** Another stream that gives the same numbers from here on. */
  clone(): Xoshiro128ss {
    return new Xoshiro128ss(this.state);
  }

  private advanceBy(polynomial: readonly number[]): void {
    let [t0, t1, t2, t3] = [0, 0, 0, 0];
    for (const word of polynomial) {
      for (let bit = 0; bit < 32; bit++) {
        if (word & (1 << bit)) {
          t0 ^= this.s0;
          t1 ^= this.s1;
          t2 ^= this.s2;
          t3 ^= this.s3;
        }
        this.next();
      }
    }
    this.s0 = t0;
    this.s1 = t1;
    this.s2 = t2;
    this.s3 = t3;
  }
}

const jumpPolynomial = [0x8764000b, 0xf542d2d3, 0x6fa035c3, 0x77f2db5b] as const;
const longJumpPolynomial = [0xb523952e, 0x0b6f099f, 0xccf5a0ef, 0x1c580662] as const;
