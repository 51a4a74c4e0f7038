import { parse } from "csv-parse/sync";
import { nearestColumn } from "./nearestColumn.ts";
import { type TraceMistake, TraceMistakes } from "./traceMistakes.ts";
import { msBetween, parseTraceTimestamp, type TraceTimestamp } from "./traceTimestamp.ts";
import type { TraceRows } from "./trafficSpec.ts";

export type ParsedTrace =
  | { readonly kind: "rows"; readonly rows: TraceRows }
  | { readonly kind: "mistakes"; readonly mistakes: readonly TraceMistake[] };

/**
 * Reads a trace of the Azure LLM inference dataset, of 2023 or 2024: CSV with a header and the columns TIMESTAMP,
 * ContextTokens (integer >= 0) and GeneratedTokens (integer >= 1), in order of time, at most five million rows. Other
 * columns are left aside. No text makes it throw: every broken row is a mistake, the first hundred told one by one.
 */
export function parseAzureTrace(text: string): ParsedTrace {
  const mistakes = new TraceMistakes(text);
  const reader = new AzureTraceReader(mistakes);
  let lastLine = 0;
  parse(text, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ["\r\n", "\n"],
    skip_empty_lines: true,
    max_record_size: 65_536,
    skip_records_with_error: true,
    on_skip: () => {
      // The parser notices at the end of the text; the quote is in the row after the last good one.
      mistakes.add(lastLine + 1, 0, "expected a row of CSV, got a quote that is never closed");
      return undefined;
    },
    on_record: (fields: readonly string[], { lines }) => {
      lastLine = lines;
      reader.read(fields, lines);
      // Null keeps the record out of the parser's own result, which would be ten times the size of the numbers.
      return null;
    },
  });
  return reader.finish();
}

const columnNames = ["TIMESTAMP", "ContextTokens", "GeneratedTokens"] as const;
const rowLimit = 5_000_000;

/** The header: how many fields a row has, and at which places the three columns are. */
interface Header {
  readonly length: number;
  readonly time: number;
  readonly prompt: number;
  readonly output: number;
}

class AzureTraceReader {
  private readonly mistakes: TraceMistakes;
  /** Null when it is broken: then rows mean nothing. */
  private header: Header | null | undefined;
  private first: TraceTimestamp | undefined;
  private readonly atMs: number[] = [];
  private readonly promptTokens: number[] = [];
  private readonly outputTokens: number[] = [];

  constructor(mistakes: TraceMistakes) {
    this.mistakes = mistakes;
  }

  read(fields: readonly string[], line: number): void {
    if (this.header === undefined) this.header = this.readHeader(fields, line);
    else if (this.header !== null) this.readRow(fields, line, this.header);
  }

  finish(): ParsedTrace {
    if (this.mistakes.none && this.atMs.length === 0) {
      const found = this.header === undefined ? "an empty file" : "no row";
      this.mistakes.add(1, 0, `expected a header with the columns ${columnNames.join(", ")} and rows, got ${found}`);
    }
    if (!this.mistakes.none) return { kind: "mistakes", mistakes: this.mistakes.list() };
    const atMs = Float64Array.from(this.atMs);
    const promptTokens = Float64Array.from(this.promptTokens);
    const outputTokens = Float64Array.from(this.outputTokens);
    return { kind: "rows", rows: { atMs, promptTokens, outputTokens } };
  }

  private readHeader(fields: readonly string[], line: number): Header | null {
    const names = fields.map((field) => field.trim());
    const missing = columnNames.filter((name) => !names.includes(name));
    for (const name of missing) {
      const nearest = nearestColumn(name, names);
      const hint = nearest === undefined ? `got ${names.join(", ")}` : `did you mean "${nearest}"?`;
      this.mistakes.add(line, names.indexOf(nearest ?? names[0] ?? ""), `expected a column "${name}": ${hint}`);
    }
    if (missing.length > 0) return null;
    const [time = 0, prompt = 0, output = 0] = columnNames.map((name) => names.indexOf(name));
    return { length: names.length, time, prompt, output };
  }

  private readRow(fields: readonly string[], line: number, header: Header): void {
    if (fields.length !== header.length) {
      this.mistakes.add(line, fields.length, `expected ${header.length} fields, got ${fields.length}`);
      return;
    }
    const atMs = this.readTime(fields[header.time] ?? "", line, header.time);
    const prompt = this.readTokens(fields[header.prompt] ?? "", line, header.prompt, 0);
    const output = this.readTokens(fields[header.output] ?? "", line, header.output, 1);
    if (atMs === undefined || prompt === undefined || output === undefined) return;
    if (this.atMs.length === rowLimit) {
      this.mistakes.add(line, 0, `expected at most ${rowLimit} rows`);
      return;
    }
    this.atMs.push(atMs);
    this.promptTokens.push(prompt);
    this.outputTokens.push(output);
  }

  private readTime(field: string, line: number, place: number): number | undefined {
    const timestamp = parseTraceTimestamp(field.trim());
    if (timestamp === undefined) {
      this.mistakes.add(line, place, `expected a time such as 2023-11-16 18:15:46.6805900, got "${shown(field)}"`);
      return undefined;
    }
    this.first ??= timestamp;
    const atMs = msBetween(this.first, timestamp);
    if (atMs >= (this.atMs.at(-1) ?? 0)) return atMs;
    this.mistakes.add(line, place, `expected rows in order of time, got "${shown(field)}" after a later one`);
    return undefined;
  }

  private readTokens(field: string, line: number, place: number, least: number): number | undefined {
    const tokens = /^\d{1,10}$/.test(field.trim()) ? Number(field) : Number.NaN;
    if (tokens >= least && tokens < 2 ** 31) return tokens;
    this.mistakes.add(line, place, `expected an integer from ${least} to 2147483647, got "${shown(field)}"`);
    return undefined;
  }
}

/** A field as a message shows it: a broken one can be of any length. */
function shown(field: string): string {
  return field.length > 40 ? `${field.slice(0, 40)}…` : field;
}
