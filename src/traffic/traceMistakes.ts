/** What is wrong at one place of a trace's text. */
export interface TraceMistake {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** What was expected and what came. */
  readonly message: string;
}

/** Mistakes told one by one; the rest are counted. */
const limit = 100;

/** Collects the mistakes of a CSV text and finds the columns they are in. */
export class TraceMistakes {
  private readonly text: string;
  private lines: readonly string[] | undefined;
  private readonly told: TraceMistake[] = [];
  private untold = 0;

  constructor(text: string) {
    this.text = text;
  }

  get none(): boolean {
    return this.told.length === 0;
  }

  /** @param place number of the field in its row, from 0 */
  add(line: number, place: number, message: string): void {
    if (this.told.length < limit) this.told.push({ line, column: this.columnOf(line, place), message });
    else this.untold++;
  }

  /** The first hundred, and a last one "and N more" that stands where the hundredth does. */
  list(): readonly TraceMistake[] {
    const last = this.told.at(-1);
    if (this.untold === 0 || last === undefined) return this.told;
    return [...this.told, { ...last, message: `and ${this.untold} more` }];
  }

  /** Where a field starts in its line; beyond the last field, the end of the line. */
  private columnOf(line: number, place: number): number {
    this.lines ??= this.text.split(/\r\n|\n|\r/);
    const characters = this.lines[line - 1] ?? "";
    let isQuoted = false;
    let separators = 0;
    for (let i = 0; i < characters.length; i++) {
      if (separators === place) return i + 1;
      if (characters[i] === '"') isQuoted = !isQuoted;
      else if (characters[i] === "," && !isQuoted) separators++;
    }
    return characters.length + 1;
  }
}
