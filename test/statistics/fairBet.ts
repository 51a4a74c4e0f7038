import type { EProcess } from "../../src/statistics/eProcess.ts";

/** Every sequence of up to `length` picks, shortest first. */
export function* sequencesOver(categories: number, length: number): Generator<readonly number[]> {
  let last: readonly (readonly number[])[] = [[]];
  for (let grown = 0; grown <= length; grown++) {
    yield* last;
    last = last.flatMap((draws) => Array.from({ length: categories }, (_, category) => [...draws, category]));
  }
}

/**
 * Whether the bet at this point is fair: with `probabilities` of the next pick, the expectation of E after it is E
 * before it, within rounding. If that holds after every sequence, E has expectation 1 for ever.
 */
export function fairOver(draws: readonly number[], probabilities: readonly number[], make: () => EProcess): boolean {
  const after = (picks: readonly number[]): number => {
    const process = make();
    for (const pick of picks) process.update(pick);
    return Math.exp(process.logE);
  };
  const next = probabilities.reduce((total, p, category) => total + (p > 0 ? p * after([...draws, category]) : 0), 0);
  return Math.abs(next / after(draws) - 1) < 1e-12;
}
