import { type DrawCounter, drawCounter } from "./drawCounter.ts";
import { watchedCategories } from "./watchedCategories.ts";
import { smallestWindow, WindowTally } from "./windowTally.ts";

/** Contexts of one order that are told apart at most. */
const contextsAtMost = 10_000;
/** Draws before a draw that are looked at, at most. */
const longestOrder = 4;
/** Counters of contexts at most: they are 8 bytes each, and every thread has them. */
const countersAtMost = 2 ** 22;
/** Stretches of a block whose contexts are followed side by side: in one alone every step waits for the one before. */
const strands = 4;

/**
 * What is kept of a sequence of draws so that its split and its order can be judged afterwards: whole numbers alone, so
 * that the tallies of several sequences add up exactly, in any grouping, and a draw costs a few additions.
 *
 * - how often each category was drawn;
 * - how often each category came after each run of m draws, m = 0 to 4 (less where that would be more than 10 000
 *   contexts or 4 million counters);
 * - how the counts in windows of 64, 512, 4096 and 32 768 draws scatter (`WindowTally`).
 *
 * `SequenceBets` turns it into evidence. Categories are numbered from 0; whether one exists is for the caller to know.
 */
export class SequenceTally {
  readonly categories: number;
  /** Draws in the longest context. */
  readonly order: number;
  /** Draws of each category. */
  readonly totals: Float64Array;
  private readonly windows: WindowTally;
  /** Draws by context and category: a number in base `categories`, the context's draws first, the latest last. */
  private readonly full: Float64Array;
  /** The same of the first draws of a sequence, by how many were known before them: 0 to `order` - 1. */
  private readonly early: readonly Float64Array[];
  /** Of every number of `order` + 1 digits: itself without its first digit, moved one place to the left. */
  private readonly shifted: Uint32Array;
  private readonly count: DrawCounter;
  /** Draws in the smallest window that is being filled. */
  private inWindow = 0;
  /** The last draws as such a number, and how many of them are known, `order` at most. */
  private history = 0;
  private known = 0;

  /** `probabilities` only decide which categories are watched in windows. */
  constructor(probabilities: readonly number[]) {
    const k = probabilities.length;
    this.categories = k;
    this.order = orderFor(k);
    this.totals = new Float64Array(k);
    this.windows = new WindowTally(watchedCategories(probabilities));
    this.full = new Float64Array(k ** (this.order + 1));
    this.early = Array.from({ length: this.order }, (_, order) => new Float64Array(k ** (order + 1)));
    const contexts = k ** this.order;
    this.shifted = Uint32Array.from(this.full, (_, gram) => (gram % contexts) * k);
    this.count = drawCounter(k);
  }

  get n(): number {
    return this.totals.reduce((sum, count) => sum + count, 0);
  }

  /** Takes the next draw. */
  update(category: number): void {
    this.totals[category] = (this.totals[category] ?? 0) + 1;
    this.follow(category);
    this.inWindow++;
    this.closeFullWindow();
  }

  /**
   * Takes the first `length` of `draws`. With `withContexts` false they are counted and watched in windows alone, at a
   * third of the cost, and the draw after them has no context.
   */
  updateAll(draws: Uint16Array, length: number, withContexts: boolean): void {
    for (let from = 0; from < length; ) {
      const to = Math.min(length, from + smallestWindow - this.inWindow);
      this.count(draws, from, to, this.totals);
      this.inWindow += to - from;
      this.closeFullWindow();
      from = to;
    }
    if (withContexts) this.followAll(draws, length);
    else this.known = 0;
  }

  /** Takes draws whose order nobody knows: they count, and show nothing else. */
  addCount(category: number, count: number): void {
    this.totals[category] = (this.totals[category] ?? 0) + count;
    this.restart();
  }

  /** What comes next is another sequence: no draw so far is its context or shares a window with it. */
  restart(): void {
    this.known = 0;
    this.inWindow = 0;
    this.windows.begin(this.totals);
  }

  /** Adds a tally of draws that had the same probabilities. What comes next is another sequence. */
  merge(state: SequenceState): void {
    addTo(this.totals, state.totals);
    addTo(this.full, state.full);
    for (const [known, counts] of this.early.entries()) addTo(counts, state.early[known] ?? []);
    this.windows.merge(state.windows);
    this.restart();
  }

  /** Everything it holds, to be sent to another thread. */
  get state(): SequenceState {
    return { totals: this.totals, full: this.full, early: this.early, windows: this.windows.histograms };
  }

  /**
   * Draws by context of `order` draws and category, categories next to each other; draws with fewer before them are left
   * out. RangeError for an order that is not kept.
   */
  byContext(order: number): Float64Array {
    if (!(order >= 0 && order <= this.order)) throw new RangeError(`Contexts of ${order} draws are not kept.`);
    const counts = new Float64Array(this.categories ** (order + 1));
    for (const grams of [...this.early.slice(order), this.full]) {
      for (let gram = 0; gram < grams.length; gram++) {
        const place = gram % counts.length;
        counts[place] = (counts[place] ?? 0) + (grams[gram] ?? 0);
      }
    }
    return counts;
  }

  /** The categories that windows are kept of, and by size a histogram for each: see `WindowTally`. */
  get byWindow(): Pick<WindowTally, "watched" | "histograms" | "full"> {
    return this.windows;
  }

  private closeFullWindow(): void {
    if (this.inWindow < smallestWindow) return;
    this.inWindow = 0;
    this.windows.mark(this.totals);
  }

  private followAll(draws: Uint16Array, length: number): void {
    let i = 0;
    while (i < length && this.known < this.order) this.follow(draws[i++] ?? 0);
    const each = Math.floor((length - i) / strands);
    if (each > longestOrder) {
      this.followStrands(draws, i, each);
      i += strands * each;
    }
    const { full, shifted } = this;
    let gram = this.history;
    for (; i < length; i++) {
      gram = (shifted[gram] ?? 0) + (draws[i] ?? 0);
      full[gram] = (full[gram] ?? 0) + 1;
    }
    this.history = gram;
  }

  /** Follows four stretches of `each` draws, one behind the other in the block, side by side. */
  private followStrands(draws: Uint16Array, from: number, each: number): void {
    const { full, shifted } = this;
    const [second, third, fourth] = [from + each, from + 2 * each, from + 3 * each];
    let a = this.history;
    let b = this.historyAt(draws, second);
    let c = this.historyAt(draws, third);
    let d = this.historyAt(draws, fourth);
    for (let i = 0; i < each; i++) {
      a = (shifted[a] ?? 0) + (draws[from + i] ?? 0);
      b = (shifted[b] ?? 0) + (draws[second + i] ?? 0);
      c = (shifted[c] ?? 0) + (draws[third + i] ?? 0);
      d = (shifted[d] ?? 0) + (draws[fourth + i] ?? 0);
      full[a] = (full[a] ?? 0) + 1;
      full[b] = (full[b] ?? 0) + 1;
      full[c] = (full[c] ?? 0) + 1;
      full[d] = (full[d] ?? 0) + 1;
    }
    this.history = d;
  }

  private historyAt(draws: Uint16Array, place: number): number {
    let gram = 0;
    for (let i = place - this.order; i < place; i++) gram = (this.shifted[gram] ?? 0) + (draws[i] ?? 0);
    return gram;
  }

  private follow(category: number): void {
    const before = this.known === 0 ? 0 : (this.shifted[this.history] ?? 0);
    const gram = before + category;
    const counts = this.known < this.order ? this.early[this.known] : this.full;
    if (counts !== undefined) counts[gram] = (counts[gram] ?? 0) + 1;
    this.history = gram;
    if (this.known < this.order) this.known++;
  }
}

/** A `SequenceTally` as plain columns. */
export interface SequenceState {
  readonly totals: Float64Array;
  readonly full: Float64Array;
  readonly early: readonly Float64Array[];
  readonly windows: readonly Float64Array[];
}

function orderFor(categories: number): number {
  let order = 0;
  while (
    order < longestOrder &&
    categories ** (order + 1) <= contextsAtMost &&
    categories ** (order + 2) <= countersAtMost
  ) {
    order++;
  }
  return order;
}

function addTo(sum: Float64Array, other: ArrayLike<number>): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (other[i] ?? 0);
}
