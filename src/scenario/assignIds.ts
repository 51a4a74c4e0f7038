import { quote } from "./quote.ts";

/** Something that has, or gets, an id of its own. */
export interface Nameable {
  readonly given: string | undefined;
  /** What an id is made from when none is given; undefined for something too broken to have one. */
  readonly base: string | undefined;
  /** Ids that belong to it besides its own are its own followed by one of these. */
  readonly endings: readonly string[];
}

/**
 * Ids without doubles: those given stay, the others are the base, numbered from the second on (`split`, `split-2`).
 * An id that is given twice is told with the position of the later one.
 */
export function assignIds(
  items: readonly Nameable[],
  complain: (position: number, message: string) => void,
): readonly (string | undefined)[] {
  const taken = new Map<string, number>();
  for (const [position, { given, endings }] of items.entries()) {
    if (given === undefined) continue;
    for (const id of family(given, endings)) {
      const owner = taken.get(id);
      if (owner === undefined) taken.set(id, position);
      else complain(position, `the id ${quote(id)} is taken: it belongs to number ${owner + 1} of the list`);
    }
  }
  return items.map(({ given, base, endings }, position) => {
    if (given !== undefined || base === undefined) return given;
    const id = firstFree(base, endings, taken);
    for (const name of family(id, endings)) taken.set(name, position);
    return id;
  });
}

function family(id: string, endings: readonly string[]): readonly string[] {
  return [id, ...endings.map((ending) => id + ending)];
}

function firstFree(base: string, endings: readonly string[], taken: ReadonlyMap<string, number>): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!family(id, endings).some((name) => taken.has(name))) return id;
  }
}
