import type { Expectation } from "../expectation.ts";
import { type PickState, PickTally } from "../pickTally.ts";

/**
 * Adds up the tallies of selectors in the order of their numbers, however they come in, and keeps none longer than it
 * must. Where selectors end before their time, those after the first of them do not count: which of them had begun by
 * then depends on the number of threads.
 */
export class MergedTallies {
  private readonly tally: PickTally;
  private readonly waiting: Map<number, PickState> = new Map();
  private next = 0;
  private last: number = Number.POSITIVE_INFINITY;

  constructor(expectation: Expectation) {
    this.tally = new PickTally(expectation);
  }

  /** The picks of one selector, numbered from 0. */
  add(instance: number, state: PickState): void {
    if (!this.counts(instance)) return;
    this.waiting.set(instance, state);
    while (this.take(this.next)) this.next++;
  }

  /** What selectors after this one did is not to count. To be called before that one is added. */
  endWith(instance: number): void {
    this.last = Math.min(this.last, instance);
  }

  /** Whether what this selector does counts, as far as is known. */
  counts(instance: number): boolean {
    return instance <= this.last;
  }

  /** Everything that was added; to be asked once, at the end. */
  get total(): PickTally {
    for (const instance of [...this.waiting.keys()].sort((a, b) => a - b)) this.take(instance);
    return this.tally;
  }

  private take(instance: number): boolean {
    const state = this.waiting.get(instance);
    if (state === undefined || !this.counts(instance)) return false;
    this.waiting.delete(instance);
    this.tally.merge(state);
    return true;
  }
}
