import type { RandomSource } from "./randomSource.ts";

/** A law of one real variable, drawn from a stream that the caller hands in. */
export interface Distribution {
  /** The expected value, in the unit of the draws. */
  readonly mean: number;
  draw(random: RandomSource): number;
}
