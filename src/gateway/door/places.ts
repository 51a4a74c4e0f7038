/**
 * Things that come and go. Places in an array rather than a set: a set that is added to and deleted from all the time goes
 * through tables that keep each other, and with them everything that was in them, alive until the next full collection.
 */
export class Places<T> {
  private readonly things: (T | undefined)[] = [];
  private readonly free: number[] = [];

  get count(): number {
    return this.things.length - this.free.length;
  }

  /** @returns what takes it out again, once */
  add(thing: T): number {
    const place = this.free.pop() ?? this.things.length;
    this.things[place] = thing;
    return place;
  }

  remove(place: number): void {
    this.things[place] = undefined;
    this.free.push(place);
  }

  /** What is there now; it may go, and more may come, while this is read. */
  *all(): Generator<T> {
    for (const thing of this.things) if (thing !== undefined) yield thing;
  }
}
