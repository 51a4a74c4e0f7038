import { quote } from "../../../scenario/quote.ts";
import { type Comparator, comparators, type FilterArgument } from "./filter.ts";

/** Longest first: "<=" is not "<" and something. */
const longestFirst = [...comparators].sort((a, b) => b.length - a.length);

/**
 * A place in the text of a filter that moves on as words are read. After the first mistake nothing more is read: what
 * the methods return then has no meaning.
 */
export class FilterReader {
  private readonly text: string;
  private at = 0;
  private found: string | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The first mistake, with the character (from 1) where it stands. */
  get mistake(): string | undefined {
    return this.found;
  }

  /** At the end of the text, or at a mistake. */
  get done(): boolean {
    this.skipSpace();
    return this.found !== undefined || this.at >= this.text.length;
  }

  /** The character that comes next; empty at the end. */
  get next(): string {
    this.skipSpace();
    return this.text.charAt(this.at);
  }

  fail(expectation: string): void {
    this.skipSpace();
    const rest = /^[^\s()]+|^./u.exec(this.text.slice(this.at, this.at + 80))?.[0];
    this.found ??= `expected ${expectation} at character ${this.at + 1}, got ${rest === undefined ? "the end" : quote(rest)}`;
  }

  /** Reads the symbol when it comes next. */
  symbol(symbol: string): boolean {
    this.skipSpace();
    return this.take(this.text.startsWith(symbol, this.at), symbol.length);
  }

  /** Reads the word when it comes next and is not the beginning of a longer one. */
  keyword(word: "AND" | "OR" | "NOT"): boolean {
    return this.take(this.comes(word), word.length);
  }

  /** The word comes next. */
  comes(word: "AND" | "OR" | "NOT"): boolean {
    this.skipSpace();
    const after = this.text.charAt(this.at + word.length);
    return this.text.startsWith(word, this.at) && !/[\w.:=!<>]/.test(after);
  }

  /** `name` or `name.name`, such as `status.code`. */
  field(): string {
    this.skipSpace();
    const name = this.match(/[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*/y);
    if (name === "") this.fail('a field, as in displayName = "old"');
    return name;
  }

  comparator(field: string): Comparator {
    this.skipSpace();
    for (const comparator of longestFirst) if (this.symbol(comparator)) return comparator;
    const joins = /^(and|or|not)$/i.test(field);
    const hint = joins ? ` (write ${field.toUpperCase()} in capitals to join comparisons)` : "";
    this.fail(`one of ${comparators.join(" ")} after the field ${quote(field)}${hint}`);
    return "=";
  }

  /** A text in quotes, or everything up to the next space or parenthesis. */
  argument(): FilterArgument {
    const mark = this.next;
    if (mark === '"' || mark === "'") return this.quoted(mark);
    const word = this.match(/[^\s()"']+/y);
    if (word === "") this.fail('a value, such as READY or "my router"');
    return { parts: word.split("*") };
  }

  private quoted(mark: string): FilterArgument {
    const start = this.at;
    const parts: string[] = [];
    let part = "";
    for (let i = start + 1; i < this.text.length; i++) {
      const character = this.text.charAt(i);
      if (character === mark) {
        this.at = i + 1;
        return { parts: [...parts, part] };
      }
      if (character === "*") {
        parts.push(part);
        part = "";
      } else {
        if (character === "\\") i++;
        part += this.text.charAt(i);
      }
    }
    this.at = this.text.length;
    this.fail(`${mark} to close the text that begins at character ${start + 1}`);
    return { parts: [""] };
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const word = this.found === undefined ? (pattern.exec(this.text)?.[0] ?? "") : "";
    this.at += word.length;
    return word;
  }

  private take(comes: boolean, length: number): boolean {
    const taken = comes && this.found === undefined;
    if (taken) this.at += length;
    return taken;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
  }
}
