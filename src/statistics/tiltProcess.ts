import type { EProcess } from "./eProcess.ts";
import { logMean } from "./logMean.ts";
import { refuseImproper } from "./refuseImproper.ts";

/** Tilts of a category's odds: a factor e^theta, from a quarter more to a quarter less and beyond. */
const defaultTilts: readonly number[] = [-0.5, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.5];

/**
 * The e-process for probabilities that are known but change from draw to draw: a gradual ramp, health that flaps. For
 * category c and tilt theta it bets that the odds of c are e^theta times what they should be, always:
 *
 *   ln E = sum_i [theta 1{draw i is c} - ln(1 + p_ic (e^theta - 1))],
 *
 * each term with expectation of e^term exactly 1 for every p_ic; E is the mean over categories and tilts.
 *
 * A draw costs one addition: the logarithms are taken only when the probabilities change or `logE` is read.
 * Infinity for good after a draw of probability 0. Throws RangeError for a category that does not exist.
 */
export class TiltProcess implements EProcess {
  private readonly tilts: readonly number[];
  /** ln E a category and tilt, tilts next to each other, up to the last change of the probabilities. */
  private readonly logs: Float64Array;
  /** Draws of each category since then. */
  private readonly hits: Float64Array;
  private draws = 0;
  private probabilities: readonly number[];
  private impossible = false;

  constructor(probabilities: readonly number[], tilts: readonly number[] = defaultTilts) {
    refuseImproper(probabilities);
    this.probabilities = probabilities;
    this.tilts = tilts;
    this.logs = new Float64Array(probabilities.length * tilts.length);
    this.hits = new Float64Array(probabilities.length);
  }

  /** From the next draw on these probabilities hold; as many as before. */
  expect(probabilities: readonly number[]): void {
    refuseImproper(probabilities);
    if (probabilities.length !== this.hits.length) {
      throw new RangeError(`There are ${this.hits.length} categories, not ${probabilities.length}.`);
    }
    this.logs.set(this.currentLogs());
    this.hits.fill(0);
    this.draws = 0;
    this.probabilities = probabilities;
  }

  update(category: number): void {
    const p = this.probabilities[category];
    if (p === undefined) throw new RangeError(`There is no category ${category}.`);
    if (p === 0) this.impossible = true;
    this.hits[category] = (this.hits[category] ?? 0) + 1;
    this.draws++;
  }

  get logE(): number {
    return this.impossible ? Number.POSITIVE_INFINITY : logMean(this.currentLogs());
  }

  private currentLogs(): Float64Array {
    const { tilts, hits, draws, probabilities } = this;
    return this.logs.map((log, place) => {
      const category = Math.floor(place / tilts.length);
      const theta = tilts[place % tilts.length] ?? 0;
      return (
        log + theta * (hits[category] ?? 0) - draws * Math.log1p((probabilities[category] ?? 0) * Math.expm1(theta))
      );
    });
  }
}
