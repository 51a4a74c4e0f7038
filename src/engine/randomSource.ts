/** A stream of chance: the only door through which randomness enters a simulation. */
export interface RandomSource {
  /** The next 32 uniform bits, as a signed 32-bit integer in [-2^31, 2^31). */
  next(): number;
}
