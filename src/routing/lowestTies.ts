import { boundedLongInteger } from "../engine/boundedInteger.ts";
import type { RandomSource } from "../engine/randomSource.ts";

/**
 * Finds the lowest of some values, and draws by weight among those that share it. Used again and again without a new
 * array: `clear`, `offer` each, `draw`.
 */
export class LowestTies {
  /** What is left of the draw within the one that was drawn: a unit of its weight, counted from 0. */
  unit = 0;
  private readonly ties: Int32Array;
  private readonly units: Float64Array;
  private lowest = Number.POSITIVE_INFINITY;
  private count = 0;
  private total = 0;

  /** @param size values that are offered at most between two calls of `clear` */
  constructor(size: number) {
    this.ties = new Int32Array(size);
    this.units = new Float64Array(size);
  }

  clear(): void {
    this.lowest = Number.POSITIVE_INFINITY;
    this.count = 0;
    this.total = 0;
  }

  /** Values are quotients of integers: equal ratios give equal quotients, as division of doubles is correctly rounded. */
  offer(index: number, value: number, units: number): void {
    if (value > this.lowest) return;
    if (value < this.lowest) {
      this.lowest = value;
      this.count = 0;
      this.total = 0;
    }
    this.ties[this.count] = index;
    this.units[this.count++] = units;
    this.total += units;
  }

  /** Index of one of the lowest, by weight; at least one must have been offered. */
  draw(random: RandomSource): number {
    let unit = boundedLongInteger(random, this.total);
    let at = 0;
    while (unit >= (this.units[at] ?? 0)) unit -= this.units[at++] ?? 0;
    this.unit = unit;
    return this.ties[at] ?? 0;
  }
}
