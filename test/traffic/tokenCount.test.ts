import { describe, expect, test } from "vitest";
import { namedStream } from "../../src/engine/seed.ts";
import { TokenCount, tokenLimit } from "../../src/traffic/tokenCount.ts";
import type { TokenLaw } from "../../src/traffic/trafficSpec.ts";
import { normalLimit } from "../engine/falseAlarm.ts";

function drawn(law: TokenLaw, least: number, n: number): Int32Array {
  const into = new Int32Array(n);
  new TokenCount(law, least).fill(namedStream("70", "sizes", 0), into);
  return into;
}

describe("TokenCount", () => {
  test("rounds to the nearest integer in range", () => {
    expect([...drawn({ kind: "fixed", value: 2.4 }, 0, 2)]).toEqual([2, 2]);
    expect([...drawn({ kind: "fixed", value: 2.5 }, 0, 1)]).toEqual([3]);
    expect([...drawn({ kind: "fixed", value: 0.2 }, 0, 1)]).toEqual([0]);
    expect([...drawn({ kind: "fixed", value: 0.2 }, 1, 1)]).toEqual([1]);
    expect([...drawn({ kind: "fixed", value: 1e300 }, 1, 1)]).toEqual([tokenLimit]);
    expect(drawn({ kind: "lognormal", median: 1e-3, p99: 1e9 }, 1, 1000).every((tokens) => tokens >= 1)).toBe(true);
  });

  // A geometric law of mean 220 has variance 220·219. Tolerance: see falseAlarm.
  test("keeps the mean of a geometric law", () => {
    const n = 100_000;
    const mean = drawn({ kind: "geometric", mean: 220 }, 1, n).reduce((sum, tokens) => sum + tokens / n, 0);
    expect(Math.abs(mean - 220) / Math.sqrt((220 * 219) / n)).toBeLessThan(normalLimit);
  });

  test("draws the values of a sample, each about as often", () => {
    const counts = new Map<number, number>();
    for (const tokens of drawn({ kind: "empirical", values: [5, 7, 7] }, 1, 9000)) {
      counts.set(tokens, (counts.get(tokens) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([5, 7]);
    // Binomial of 9000 and 1/3: standard deviation √2000. Tolerance: see falseAlarm.
    expect(Math.abs((counts.get(5) ?? 0) - 3000) / Math.sqrt(2000)).toBeLessThan(normalLimit);
  });
});
