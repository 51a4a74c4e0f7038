import { namedStream } from "../../src/engine/seed.ts";
import { unit53 } from "../../src/engine/unitInterval.ts";

/** A sound generator of numbers in [0, 1) from a small whole seed: what goes wrong in the museum is the seed. */
export function seededRandom(seed: number): () => number {
  const stream = namedStream(seed.toString(16), "museum", 0);
  return () => unit53(stream);
}
