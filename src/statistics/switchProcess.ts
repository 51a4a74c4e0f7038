import type { EProcess } from "./eProcess.ts";
import { refuseImproper } from "./refuseImproper.ts";
import { sum } from "./sum.ts";

/**
 * The e-process for "the old probabilities until some draw, the new ones after it", the draw being unknown: a change
 * that takes an unknown time to reach the router. One Dirichlet mixture is held against the best of all switches,
 *
 *   E = M(x) / max_s prod_{i <= s} old(x_i) prod_{i > s} new(x_i),
 *
 * which is at most the E against the true switch, so the usual bound holds. A switch before the first draw and one after
 * the last are among them. Infinity once no switch can explain the draws.
 */
export class SwitchProcess implements EProcess {
  /** Draws before the likeliest switch; the earliest of equals. */
  mostLikelySwitch = 0;
  private readonly logOld: Float64Array;
  private readonly logNew: Float64Array;
  /** Prior plus counts. */
  private readonly posterior: Float64Array;
  private posteriorTotal: number;
  private n = 0;
  private logMixture = 0;
  private logAllOld = 0;
  private logBest = 0;

  /** `prior` holds one positive number a category: the Dirichlet mixture. */
  constructor(before: readonly number[], after: readonly number[], prior: readonly number[]) {
    refuseImproper(before);
    refuseImproper(after);
    if (before.length !== after.length || prior.length !== after.length || !prior.every((a) => a > 0)) {
      throw new RangeError("Old probabilities, new ones and positive priors come one to a category.");
    }
    this.logOld = Float64Array.from(before, Math.log);
    this.logNew = Float64Array.from(after, Math.log);
    this.posterior = Float64Array.from(prior);
    this.posteriorTotal = sum(prior);
  }

  update(category: number): void {
    const mass = this.posterior[category];
    if (mass === undefined) throw new RangeError(`There is no category ${category}.`);
    this.logMixture += Math.log(mass / this.posteriorTotal);
    this.posterior[category] = mass + 1;
    this.posteriorTotal++;
    this.n++;
    this.logAllOld += this.logOld[category] ?? 0;
    this.logBest += this.logNew[category] ?? 0;
    if (this.logAllOld > this.logBest) {
      this.logBest = this.logAllOld;
      this.mostLikelySwitch = this.n;
    }
  }

  get logE(): number {
    return this.logMixture - this.logBest;
  }
}
