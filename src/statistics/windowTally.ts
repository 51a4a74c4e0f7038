/** Draws in the windows of each size: short ones show a rota early, long ones show many rotas dealt into each other. */
export const windowSizes: readonly number[] = [64, 512, 4096, 32_768];

/** Draws in the smallest window; the others are eight times as long as the one before. */
export const smallestWindow = 64;
const nextLonger = 8;

/**
 * How often a category was drawn c times in a window of so many draws: for each size and each watched category a
 * histogram over c. Windows of one size follow each other without overlap; a window that is not full says nothing.
 */
export class WindowTally {
  readonly watched: readonly number[];
  /** By size: histogram after histogram, one a watched category, over c from 0 to the size; empty before a window is full. */
  readonly histograms: Float64Array[];
  /** By size: windows that are full. */
  readonly full: Float64Array = new Float64Array(windowSizes.length);
  /** By size: draws of each watched category when the window being filled began. */
  private readonly begun: readonly Float64Array[];
  /** Smallest windows since the beginning. */
  private marks = 0;

  constructor(watched: readonly number[]) {
    this.watched = watched;
    this.histograms = windowSizes.map(() => new Float64Array(0));
    this.begun = windowSizes.map(() => new Float64Array(watched.length));
  }

  /** A window of every size begins; `totals` are the draws of each category so far. */
  begin(totals: Float64Array): void {
    this.marks = 0;
    for (const begun of this.begun) {
      for (let i = 0; i < begun.length; i++) begun[i] = totals[this.watched[i] ?? 0] ?? 0;
    }
  }

  /** Another smallest window is full. */
  mark(totals: Float64Array): void {
    this.marks++;
    let every = 1;
    for (let s = 0; s < windowSizes.length && this.marks % every === 0; s++, every *= nextLonger) {
      this.close(s, totals);
    }
  }

  /** Adds the full windows of another tally that watches the same categories. */
  merge(histograms: readonly Float64Array[]): void {
    for (const [s, other] of histograms.entries()) {
      if (other.length === 0) continue;
      const histogram = this.histogramOf(s);
      let added = 0;
      for (let i = 0; i < histogram.length; i++) {
        histogram[i] = (histogram[i] ?? 0) + (other[i] ?? 0);
        if (i <= (windowSizes[s] ?? 0)) added += other[i] ?? 0;
      }
      this.full[s] = (this.full[s] ?? 0) + added;
    }
  }

  private close(s: number, totals: Float64Array): void {
    const { watched } = this;
    const begun = this.begun[s];
    const histogram = this.histogramOf(s);
    const bins = (windowSizes[s] ?? 0) + 1;
    if (begun === undefined) return;
    this.full[s] = (this.full[s] ?? 0) + 1;
    for (let i = 0; i < begun.length; i++) {
      const total = totals[watched[i] ?? 0] ?? 0;
      const place = i * bins + (total - (begun[i] ?? 0));
      histogram[place] = (histogram[place] ?? 0) + 1;
      begun[i] = total;
    }
  }

  private histogramOf(s: number): Float64Array {
    const known = this.histograms[s];
    if (known !== undefined && known.length > 0) return known;
    const made = new Float64Array(this.watched.length * ((windowSizes[s] ?? 0) + 1));
    this.histograms[s] = made;
    return made;
  }
}
