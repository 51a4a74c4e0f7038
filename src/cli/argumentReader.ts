import { didYouMean } from "../scenario/nearestName.ts";

/** An option as it was typed: a list where it was given more than once. */
export type Typed = string | readonly string[] | undefined;

/** Reads options and keeps a sentence for every mistake, so that all of them are told at once. */
export class ArgumentReader {
  readonly #mistakes: string[] = [];

  get mistakes(): readonly string[] {
    return this.#mistakes;
  }

  complain(sentence: string): undefined {
    this.#mistakes.push(sentence);
  }

  /** The text of an option that may be given once. */
  text(option: string, typed: Typed): string | undefined {
    if (typed === undefined || typeof typed === "string") return typed;
    return this.complain(`--${option}: expected once, got ${typed.length} times`);
  }

  /** An integer in a range; "1e8" will do. */
  integer(option: string, typed: Typed, least: number, most: number): number | undefined {
    const text = this.text(option, typed);
    if (text === undefined) return undefined;
    const value = /^\d+(\.\d+)?(e\+?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    return this.complain(`--${option}: expected an integer from ${least} to ${most}, got ${JSON.stringify(text)}`);
  }

  oneOf<Name extends string>(option: string, typed: Typed, names: readonly Name[]): Name | undefined {
    const text = this.text(option, typed);
    if (text === undefined) return undefined;
    const name = names.find((each) => each === text);
    if (name !== undefined) return name;
    return this.complain(
      `--${option}: expected ${names.join(" or ")}, got ${JSON.stringify(text)}${didYouMean(text, names)}`,
    );
  }

  /** What `parse` makes of the text, which it may refuse with undefined. */
  parsed<Value>(
    option: string,
    typed: Typed,
    parse: (text: string) => Value | undefined,
    expected: string,
  ): Value | undefined {
    const text = this.text(option, typed);
    if (text === undefined) return undefined;
    const value = parse(text);
    return value ?? this.complain(`--${option}: expected ${expected}, got ${JSON.stringify(text)}`);
  }
}
