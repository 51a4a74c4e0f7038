import { boundedInteger } from "../../src/engine/boundedInteger.ts";
import { namedStream } from "../../src/engine/seed.ts";

/** Independent draws by whole weights: the right sampler. */
export function draws(weights: readonly number[], length: number, seed: string): readonly number[] {
  const random = namedStream(seed, "draws", 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length }, () => indexOf(weights, boundedInteger(random, total)));
}

/** A sampler with `<=` for `<` in its walk: the first gets one unit more, the last one less. */
export function drawsWithSlip(weights: readonly number[], length: number, seed: string): readonly number[] {
  const slipped = weights.map((weight, j) => weight + Number(j === 0) - Number(j === weights.length - 1));
  return draws(slipped, length, seed);
}

/** The right shares, but every draw is used `times` times in a row. */
export function repeatedDraws(
  weights: readonly number[],
  length: number,
  times: number,
  seed: string,
): readonly number[] {
  return draws(weights, Math.ceil(length / times), seed)
    .flatMap((pick) => new Array<number>(times).fill(pick))
    .slice(0, length);
}

/** Smooth weighted round-robin: everyone gains its weight, the first of the largest is picked and pays the total. */
export function dealt(weights: readonly number[], length: number): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const credit = weights.map(() => 0);
  return Array.from({ length }, () => {
    for (const [j, weight] of weights.entries()) credit[j] = (credit[j] ?? 0) + weight;
    const pick = credit.indexOf(Math.max(...credit));
    credit[pick] = (credit[pick] ?? 0) - total;
    return pick;
  });
}

/** Picks as names: 0 is the first of them. */
export function named(picks: readonly number[], names: readonly string[]): readonly string[] {
  return picks.map((pick) => names[pick] ?? "");
}

function indexOf(weights: readonly number[], unit: number): number {
  let rest = unit;
  const found = weights.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
  return found;
}
