import type { Costs } from "./interleave.ts";
import type { Bar, Claim } from "./subject.ts";

export type Ratio =
  | { readonly kind: "measured"; readonly median: number; readonly min: number; readonly max: number }
  | { readonly kind: "absent"; readonly reason: string };

/** The ratio of a claim, formed within each round, then the median over the rounds. */
export function ratio(claim: Claim, costs: Costs): Ratio {
  const reason = [...claim.over, ...claim.under]
    .map((name) => costs.get(name) ?? costs.get(name.split(": ", 1)[0] ?? ""))
    .find((cost) => typeof cost === "string");
  if (typeof reason === "string") return { kind: "absent", reason };
  const over = claim.over.map((name) => roundsOf(name, costs));
  const under = claim.under.map((name) => roundsOf(name, costs));
  const rounds = over[0]?.length ?? 0;
  const perRound = Array.from({ length: rounds }, (_, i) => productAt(over, i) / productAt(under, i)).sort(
    (a, b) => a - b,
  );
  return { kind: "measured", median: middle(perRound), min: perRound[0] ?? 0, max: perRound.at(-1) ?? 0 };
}

export function meets(bar: Bar, value: number): boolean {
  return "atMost" in bar ? value <= bar.atMost : value >= bar.atLeast;
}

function roundsOf(name: string, costs: Costs): readonly number[] {
  const rounds = costs.get(name);
  if (!Array.isArray(rounds)) throw new Error(`a claim names ${name}, which did not take part`);
  return rounds;
}

function productAt(columns: readonly (readonly number[])[], round: number): number {
  return columns.reduce((product, column) => product * (column[round] ?? Number.NaN), 1);
}

function middle(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2;
}
