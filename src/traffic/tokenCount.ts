import type { Distribution } from "../engine/distribution.ts";
import { empirical } from "../engine/empirical.ts";
import { fixed } from "../engine/fixed.ts";
import { geometric } from "../engine/geometric.ts";
import { lognormal } from "../engine/lognormal.ts";
import type { RandomSource } from "../engine/randomSource.ts";
import type { TokenLaw } from "./trafficSpec.ts";

/** Most tokens of one prompt or answer: far above any model's context, and sums of them stay exact integers. */
export const tokenLimit: number = 2 ** 31 - 1;

/** Draws numbers of tokens: integers from `least` to `tokenLimit`. */
export class TokenCount {
  private readonly law: Distribution;
  private readonly least: number;
  private readonly isFixed: boolean;

  constructor(law: TokenLaw, least: number) {
    this.law = tokenDistribution(law);
    this.least = least;
    this.isFixed = law.kind === "fixed";
  }

  /** Writes draws of the law, each rounded to the nearest integer in range. */
  fill(random: RandomSource, into: Int32Array): void {
    if (this.isFixed) {
      into.fill(this.draw(random));
      return;
    }
    for (let i = 0; i < into.length; i++) into[i] = this.draw(random);
  }

  private draw(random: RandomSource): number {
    const tokens = Math.floor(this.law.draw(random) + 0.5);
    return tokens < this.least ? this.least : tokens > tokenLimit ? tokenLimit : tokens;
  }
}

function tokenDistribution(law: TokenLaw): Distribution {
  switch (law.kind) {
    case "fixed":
      return fixed(law.value);
    case "geometric":
      return geometric(law.mean);
    case "lognormal":
      return lognormal(law.median, law.p99);
    case "empirical":
      return empirical(law.values);
  }
}
