import { comparePositions, type Position } from "../position.ts";

/** Items in ascending order of their positions, which are all different. */
export class SortedItems<Item> {
  private readonly items: Item[] = [];
  private readonly position: (item: Item) => Position;

  constructor(position: (item: Item) => Position) {
    this.position = position;
  }

  get all(): readonly Item[] {
    return this.items;
  }

  insert(item: Item): void {
    this.items.splice(this.countBefore(this.position(item)), 0, item);
  }

  /** Removes the item at the position of the one given. */
  remove(item: Item): void {
    this.items.splice(this.countBefore(this.position(item)), 1);
  }

  page(after: Position | undefined, limit: number, descending: boolean): readonly Item[] {
    if (descending) {
      const end = after === undefined ? this.items.length : this.countBefore(after);
      return this.items.slice(Math.max(0, end - limit), end).reverse();
    }
    const start = after === undefined ? 0 : this.countUpTo(after);
    return this.items.slice(start, start + limit);
  }

  private countBefore(position: Position): number {
    return this.countWhile((item) => comparePositions(this.position(item), position) < 0);
  }

  private countUpTo(position: Position): number {
    return this.countWhile((item) => comparePositions(this.position(item), position) <= 0);
  }

  /** How many items at the front meet a condition that no item meets after the first that does not. */
  private countWhile(meets: (item: Item) => boolean): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const item = this.items[middle];
      if (item !== undefined && meets(item)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
