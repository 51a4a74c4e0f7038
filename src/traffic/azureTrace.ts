import { parse } from "csv-parse/sync";
import { nearestColumn } from "./nearestColumn.ts";
import type { TraceRows } from "./trafficSpec.ts";
import { msBetween, parseTraceTimestamp, type TraceTimestamp } from "./traceTimestamp.ts";

export interface TraceMistake {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** What was expected and what came. */
  readonly message: string;
}

export type ParsedTrace =
  | { readonly kind: "rows"; readonly rows: TraceRows }
  | { readonly kind: "mistakes"; readonly mistakes: readonly TraceMistake[] };

/** Rows at most: a month of busy traffic. */
const rowLimit = 5_000_000;

/** Mistakes told one by one; the rest are counted. */
const mistakeLimit = 100;

const columnNames = ["TIMESTAMP", "ContextTokens", "GeneratedTokens"] as const;

/**
 * Reads a trace of the Azure LLM inference dataset, of 2023 or 2024: CSV with a header and the columns TIMESTAMP,
 * ContextTokens (integer >= 0) and GeneratedTokens (integer >= 1), in order of time. Other columns are left aside.
 * No text makes it throw: every broken row is a mistake, the first hundred of them told one by one.
 */
export function parseAzureTrace(text: string): ParsedTrace {
  const reader = new TraceReader(text);
  parse(text, {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 65_536,
    skip_records_with_error: true,
    on_skip: (error) => {
      reader.refuse(error?.lines ?? 1, 0, "the quotes of this row do not match");
      return undefined;
    },
    on_record: (fields: readonly string[], { lines }) => {
      reader.read(fields, lines);
      // Nothing is kept by the CSV reader, whose own rows are ten times the size of the numbers.
      return null;
    },
  });
  return reader.finish();
}

class TraceReader {
  private readonly text: string;
  private lines: readonly string[] | undefined;
  private places: readonly number[] | undefined;
  private readonly atMs: number[] = [];
  private readonly promptTokens: number[] = [];
  private readonly outputTokens: number[] = [];
  private first: TraceTimestamp | undefined;
  private readonly mistakes: TraceMistake[] = [];
  private uncounted = 0;

  constructor(text: string) {
    this.text = text;
  }

  read(fields: readonly string[], line: number): void {
    if (this.places === undefined) this.readHeader(fields, line);
    else if (this.places.length === columnNames.length) this.readRow(fields, line, this.places);
  }

  refuse(line: number, place: number, message: string): void {
    if (this.mistakes.length < mistakeLimit) this.mistakes.push({ line, column: this.columnOf(line, place), message });
    else this.uncounted++;
  }

  finish(): ParsedTrace {
    if (this.places === undefined && this.mistakes.length === 0) {
      this.refuse(1, 0, `expected a header with the columns ${columnNames.join(", ")}, got an empty file`);
    } else if (this.atMs.length === 0 && this.mistakes.length === 0) {
      this.refuse(1, 0, "expected at least one row after the header, got none");
    }
    if (this.mistakes.length > 0) return { kind: "mistakes", mistakes: [...this.mistakes, ...this.rest()] };
    return {
      kind: "rows",
      rows: {
        atMs: Float64Array.from(this.atMs),
        promptTokens: Float64Array.from(this.promptTokens),
        outputTokens: Float64Array.from(this.outputTokens),
      },
    };
  }

  private readHeader(fields: readonly string[], line: number): void {
    const names = fields.map((field) => field.trim());
    this.places = columnNames.map((name) => names.indexOf(name)).filter((place) => place >= 0);
    for (const name of columnNames) {
      if (names.includes(name)) continue;
      const nearest = nearestColumn(name, names);
      const hint = nearest === undefined ? `the header has ${names.join(", ")}` : `did you mean "${nearest}"?`;
      this.refuse(line, nearest === undefined ? 0 : names.indexOf(nearest), `expected a column "${name}": ${hint}`);
    }
  }

  private readRow(fields: readonly string[], line: number, places: readonly number[]): void {
    const [timePlace = 0, promptPlace = 0, outputPlace = 0] = places;
    if (this.atMs.length === rowLimit) return this.refuse(line, 0, `expected at most ${rowLimit} rows`);
    const atMs = this.readTime(fields, line, timePlace);
    const prompt = this.readTokens(fields, line, promptPlace, 0);
    const output = this.readTokens(fields, line, outputPlace, 1);
    if (atMs === undefined || prompt === undefined || output === undefined) return;
    this.atMs.push(atMs);
    this.promptTokens.push(prompt);
    this.outputTokens.push(output);
  }

  private readTime(fields: readonly string[], line: number, place: number): number | undefined {
    const field = this.field(fields, line, place);
    if (field === undefined) return undefined;
    const timestamp = parseTraceTimestamp(field);
    if (timestamp === undefined) {
      this.refuse(line, place, `expected a time such as 2023-11-16 18:15:46.6805900, got "${field}"`);
      return undefined;
    }
    this.first ??= timestamp;
    const atMs = msBetween(this.first, timestamp);
    if (atMs >= (this.atMs.at(-1) ?? 0)) return atMs;
    this.refuse(line, place, `expected rows in order of time, got "${field}" after a later one`);
    return undefined;
  }

  private readTokens(fields: readonly string[], line: number, place: number, least: number): number | undefined {
    const field = this.field(fields, line, place);
    if (field === undefined) return undefined;
    const tokens = /^\d{1,10}$/.test(field) ? Number(field) : Number.NaN;
    if (tokens >= least && tokens < 2 ** 31) return tokens;
    this.refuse(line, place, `expected a number of tokens, an integer from ${least} to 2147483647, got "${field}"`);
    return undefined;
  }

  private field(fields: readonly string[], line: number, place: number): string | undefined {
    const field = fields[place];
    if (field === undefined) this.refuse(line, place, `expected field ${place + 1}, got a row of ${fields.length}`);
    return field?.trim();
  }

  private rest(): readonly TraceMistake[] {
    const last = this.mistakes.at(-1);
    if (this.uncounted === 0 || last === undefined) return [];
    return [{ line: last.line, column: last.column, message: `and ${this.uncounted} more` }];
  }

  /** Where a field starts in its line; beyond the last field, the end of the line. */
  private columnOf(line: number, place: number): number {
    this.lines ??= this.text.split(/\r\n|\n|\r/);
    const characters = this.lines[line - 1] ?? "";
    let quoted = false;
    let separators = 0;
    for (let i = 0; i < characters.length; i++) {
      if (separators === place) return i + 1;
      if (characters[i] === '"') quoted = !quoted;
      else if (characters[i] === "," && !quoted) separators++;
    }
    return characters.length + 1;
  }
}
