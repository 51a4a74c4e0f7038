import { Places } from "./places.ts";

/** Something whose time can run out. */
export interface Watched {
  /** @param look number of this look; see `Watch.looks` */
  check(look: number): void;
}

/**
 * Time limits of a great many things, looked after all together: a timer for each would be set, moved and cleared with
 * every request and every chunk. Time is counted in looks, which are never closer to each other than `everyMs`; so what
 * is given a limit never has less than that, and at most two looks more, or as much as the machine stalls.
 */
export class Watch {
  /** Looks so far: the time by which limits are counted. */
  looks = 0;
  private readonly everyMs: number;
  private readonly watched = new Places<Watched>();
  private timer: NodeJS.Timeout | undefined;

  /** @param shortestMs the shortest limit that will be asked for, > 0 */
  constructor(shortestMs: number) {
    this.everyMs = Math.min(1000, Math.max(5, Math.ceil(shortestMs / 8)));
  }

  /** How much is watched now. */
  get count(): number {
    return this.watched.count;
  }

  /** How many looks a limit is; milliseconds, > 0. */
  looksOf(limitMs: number): number {
    return Math.ceil(limitMs / this.everyMs) + 1;
  }

  /** @returns what `remove` is told */
  add(watched: Watched): number {
    this.timer ??= setInterval(() => this.look(), this.everyMs).unref();
    return this.watched.add(watched);
  }

  remove(place: number): void {
    this.watched.remove(place);
  }

  private look(): void {
    this.looks++;
    for (const watched of this.watched.all()) watched.check(this.looks);
    if (this.count > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
