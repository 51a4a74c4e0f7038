import { describe, expect, test } from "vitest";
import { boundedInteger } from "../../src/engine/boundedInteger.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { copiedDrawsLogE } from "../../src/statistics/copiedDraws.ts";
import { sequencesOver } from "./fairBet.ts";

function probabilityOf(draws: readonly number[], probabilities: readonly number[]): number {
  return draws.reduce((product, draw) => product * (probabilities[draw] ?? 0), 1);
}

function draws(name: string, n: number): readonly number[] {
  const random = namedStream("c0", name, 0);
  return Array.from({ length: n }, () => (boundedInteger(random, 5) < 4 ? 0 : 1));
}

describe("copiedDrawsLogE", () => {
  test.each([
    { probabilities: [0.8, 0.2], lengths: [4, 4] },
    { probabilities: [0.8, 0.2], lengths: [5, 3] },
    { probabilities: [0.5, 0.3, 0.2], lengths: [3, 3] },
  ])("is fair: over all pairs of sequences of $lengths draws from $probabilities E has expectation 1", (pair) => {
    const { probabilities } = pair;
    const [ones, others] = pair.lengths.map((length) =>
      [...sequencesOver(probabilities.length, length)].filter((sequence) => sequence.length === length),
    );
    let mean = 0;
    for (const one of ones ?? []) {
      for (const other of others ?? []) {
        const probability = probabilityOf(one, probabilities) * probabilityOf(other, probabilities);
        mean += probability * Math.exp(copiedDrawsLogE(one, other, probabilities));
      }
    }
    expect(mean).toBeCloseTo(1, 12);
  });

  test("says nothing about sequences that do not meet", () => {
    expect(copiedDrawsLogE([], [], [0.5, 0.5])).toBe(0);
    expect(copiedDrawsLogE([0, 1], [], [0.5, 0.5])).toBe(0);
  });

  test("sees two workers that draw alike at a false-alarm rate of 1e-9 within 100 draws of each", () => {
    const one = draws("one", 100);
    expect(copiedDrawsLogE(one, one, [0.8, 0.2])).toBeGreaterThan(Math.log(1e9));
  });

  test.each([-8, -1, 3, 8])("sees a copy that runs %d draws ahead", (ahead) => {
    const all = draws("shifted", 200);
    const [one, other] = [all.slice(10, 190), all.slice(10 + ahead, 190 + ahead)];
    expect(copiedDrawsLogE(one, other, [0.8, 0.2])).toBeGreaterThan(Math.log(1e9));
  });

  test("sees nothing in workers that draw each for itself, nor in a copy too far away", () => {
    expect(copiedDrawsLogE(draws("one", 1024), draws("other", 1024), [0.8, 0.2])).toBeLessThan(Math.log(1e9));
    const all = draws("shifted", 400);
    expect(copiedDrawsLogE(all.slice(0, 300), all.slice(50, 350), [0.8, 0.2])).toBeLessThan(Math.log(1e9));
  });
});
