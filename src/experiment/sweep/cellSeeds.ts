import { streamKey } from "../../engine/streamKey.ts";
import type { Study } from "../../scenario/study/study.ts";

/**
 * The seeds that every point is played with: those listed, or the study's own and as many more as are asked for, drawn
 * from it.
 */
export function cellSeeds({ seeds, seed }: Pick<Study, "seeds" | "seed">): readonly string[] {
  if (typeof seeds !== "number") return seeds;
  return Array.from({ length: seeds }, (_, number) => (number === 0 ? seed : drawnSeed(seed, number)));
}

/** 64 bits: among the most seeds that a study may have, two are the same with probability 3e-10. */
function drawnSeed(seed: string, number: number): string {
  const [high, low] = streamKey(seed, "seeds of a sweep", number);
  return `${high.toString(16)}${low.toString(16).padStart(8, "0")}`.replace(/^0+(?=.)/, "");
}
