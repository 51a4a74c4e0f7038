/** Says that plain data are not what they should be. */
export class ShapeError extends Error {
  override readonly name: string = "ShapeError";
}

/** Fields of an object of plain data that came from outside. Every reading throws a ShapeError that names the field. */
export class PlainFields {
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #where: string;

  /** @param where the object in words, as the errors name it */
  constructor(value: unknown, where: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new ShapeError(`${where}: expected an object`);
    }
    this.#fields = new Map(Object.entries(value));
    this.#where = where;
  }

  value(name: string): unknown {
    return this.#fields.get(name);
  }

  /** An integer from `least` to 2^53 - 1. */
  integer(name: string, least = 0): number {
    return integerOf(this.value(name), this.#at(name), least);
  }

  /** A number or an infinity. */
  number(name: string): number {
    return numberOf(this.value(name), this.#at(name));
  }

  text(name: string): string {
    return textOf(this.value(name), this.#at(name));
  }

  /** Every item of a list, read by `read`. */
  list<Item>(name: string, read: (item: unknown, where: string) => Item): readonly Item[] {
    const value = this.value(name);
    if (!Array.isArray(value)) throw new ShapeError(`${this.#at(name)}: expected a list`);
    return value.map((item: unknown, index) => read(item, `${this.#at(name)}[${index}]`));
  }

  /** A list of numbers or infinities; of this length, when one is given. */
  column(name: string, length?: number): Float64Array {
    const column = Float64Array.from(this.list(name, numberOf));
    if (length !== undefined && column.length !== length) {
      throw new ShapeError(`${this.#at(name)}: expected ${length} numbers, got ${column.length}`);
    }
    return column;
  }

  /** A map, written as a list of pairs of a text and what `read` reads. */
  map<Item>(name: string, read: (item: unknown, where: string) => Item): Map<string, Item> {
    const pairs = this.list(name, (pair, where): readonly [string, Item] => {
      const [key, item] = Array.isArray(pair) && pair.length === 2 ? pair : [];
      return [textOf(key, where), read(item, where)];
    });
    return new Map(pairs);
  }

  #at(name: string): string {
    return this.#where === "" ? name : `${this.#where}.${name}`;
  }
}

export function integerOf(value: unknown, where: string, least = 0): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least) return value;
  throw new ShapeError(`${where}: expected an integer >= ${least}`);
}

function numberOf(value: unknown, where: string): number {
  if (typeof value === "number") return value;
  if (value === "Infinity") return Number.POSITIVE_INFINITY;
  if (value === "-Infinity") return Number.NEGATIVE_INFINITY;
  throw new ShapeError(`${where}: expected a number`);
}

export function textOf(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  throw new ShapeError(`${where}: expected text`);
}
