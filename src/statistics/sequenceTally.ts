import { watchedCategories } from "./watchedCategories.ts";
import { smallestWindow, WindowTally } from "./windowTally.ts";

/** Contexts of one order that are told apart at most. */
const contextsAtMost = 10_000;
/** Draws before a draw that are looked at, at most. */
const longestOrder = 4;
/** Rows of counters in the bulk loop: adding to one location twice in a row would make the processor wait. */
const lanes = 4;

/**
 * What is kept of a sequence of draws so that its split and its order can be judged afterwards: whole numbers alone, so
 * that the tallies of several sequences add up exactly, in any grouping, and a draw costs a few additions.
 *
 * - how often each category was drawn;
 * - how often each category came after each run of m draws, m = 0 to 4 (less where that would be more than 10 000
 *   contexts);
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
  private readonly laneCounts: Uint32Array;
  private readonly cumulative: Float64Array;
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
    this.laneCounts = new Uint32Array(lanes * k);
    this.cumulative = new Float64Array(this.windows.watched.length);
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
      this.count(draws, from, to);
      this.inWindow += to - from;
      this.closeFullWindow();
      from = to;
    }
    this.settleLanes();
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
    this.sumUp();
    this.windows.begin(this.cumulative);
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

  private count(draws: Uint16Array, from: number, to: number): void {
    if (this.categories === 2) this.addUp(draws, from, to);
    else this.countInLanes(draws, from, to);
  }

  /** Of two categories the sum of the draws is the count of the second. */
  private addUp(draws: Uint16Array, from: number, to: number): void {
    const { laneCounts } = this;
    let ones = 0;
    for (let i = from; i < to; i++) ones += draws[i] ?? 0;
    laneCounts[0] = (laneCounts[0] ?? 0) + (to - from - ones);
    laneCounts[1] = (laneCounts[1] ?? 0) + ones;
  }

  private countInLanes(draws: Uint16Array, from: number, to: number): void {
    const { laneCounts, categories: k } = this;
    const even = to - ((to - from) % lanes);
    for (let i = from; i < even; i += lanes) {
      const a = draws[i] ?? 0;
      const b = k + (draws[i + 1] ?? 0);
      const c = 2 * k + (draws[i + 2] ?? 0);
      const d = 3 * k + (draws[i + 3] ?? 0);
      laneCounts[a] = (laneCounts[a] ?? 0) + 1;
      laneCounts[b] = (laneCounts[b] ?? 0) + 1;
      laneCounts[c] = (laneCounts[c] ?? 0) + 1;
      laneCounts[d] = (laneCounts[d] ?? 0) + 1;
    }
    for (let i = even; i < to; i++) {
      const a = draws[i] ?? 0;
      laneCounts[a] = (laneCounts[a] ?? 0) + 1;
    }
  }

  private settleLanes(): void {
    const { laneCounts, categories: k, totals } = this;
    for (let place = 0; place < laneCounts.length; place++) {
      const category = place % k;
      totals[category] = (totals[category] ?? 0) + (laneCounts[place] ?? 0);
    }
    laneCounts.fill(0);
  }

  private closeFullWindow(): void {
    if (this.inWindow < smallestWindow) return;
    this.inWindow = 0;
    this.sumUp();
    this.windows.mark(this.cumulative);
  }

  private sumUp(): void {
    const { cumulative, totals, laneCounts, categories: k } = this;
    const { watched } = this.windows;
    for (let i = 0; i < watched.length; i++) {
      const category = watched[i] ?? 0;
      let count = totals[category] ?? 0;
      for (let place = category; place < laneCounts.length; place += k) count += laneCounts[place] ?? 0;
      cumulative[i] = count;
    }
  }

  private followAll(draws: Uint16Array, length: number): void {
    let i = 0;
    while (i < length && this.known < this.order) this.follow(draws[i++] ?? 0);
    const { full, shifted } = this;
    let gram = this.history;
    for (; i < length; i++) {
      gram = (shifted[gram] ?? 0) + (draws[i] ?? 0);
      full[gram] = (full[gram] ?? 0) + 1;
    }
    this.history = gram;
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
  while (order < longestOrder && categories ** (order + 1) <= contextsAtMost) order++;
  return order;
}

function addTo(sum: Float64Array, other: ArrayLike<number>): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (other[i] ?? 0);
}
