import { type Parser, parse } from "csv-parse";
import { didYouMean } from "../../scenario/nearestName.ts";
import { quote } from "../../scenario/quote.ts";
import { cutOff, type LineAttribution } from "./lineAttribution.ts";
import type { LogFormat } from "./logFormat.ts";
import type { LogReader } from "./logReader.ts";

const newline = 0x0a;
const longestRow = 2 ** 20;
const broken = "in or after a quote that is never closed, or a row longer than 1 MiB";

/**
 * Reads logs that are a table: CSV with a header. A row is known by the line it ends on. Once a quote is not closed
 * nothing after it can be told apart, so each line from there on is unattributed.
 */
export class CsvReader implements LogReader {
  lines = 0;
  mistake: string | undefined = undefined;
  private readonly format: Extract<LogFormat, { kind: "csv" }>;
  private readonly attribution: LineAttribution;
  private readonly parser: Parser;
  private header: { readonly name: number; readonly time: number } | undefined;
  private isBroken = false;
  /** Last line that is accounted for. */
  private lastLine = 0;
  private lastByte = newline;
  private isEnding = false;

  constructor(format: Extract<LogFormat, { kind: "csv" }>, attribution: LineAttribution) {
    this.format = format;
    this.attribution = attribution;
    this.parser = parse({
      bom: true,
      max_record_size: longestRow,
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (fields: readonly string[], { lines }) => {
        this.readRow(fields, lines);
        return null;
      },
    });
    this.parser.on("error", () => {
      this.isBroken = true;
    });
    this.parser.resume();
  }

  async write(chunk: Buffer): Promise<void> {
    if (chunk.length === 0) return;
    this.lines += newlinesIn(chunk);
    this.lastByte = chunk.at(-1) ?? newline;
    // The parser keeps the end of what it is given, and the caller may write over it.
    if (!this.isBroken) await new Promise<void>((resolve) => this.parser.write(Buffer.from(chunk), () => resolve()));
    if (this.isBroken) this.loseLines();
  }

  async end(): Promise<void> {
    if (this.lastByte !== newline) this.lines++;
    this.isEnding = true;
    if (!this.isBroken) {
      const closed = new Promise<void>((resolve) => this.parser.once("close", () => resolve()));
      this.parser.end();
      await closed;
    }
    if (this.isBroken) this.loseLines();
  }

  private readRow(fields: readonly string[], line: number): void {
    this.lastLine = line;
    if (this.mistake !== undefined || (fields.length === 1 && fields[0]?.trim() === "")) return;
    if (this.header === undefined) this.readHeader(fields.map((field) => field.trim()));
    else this.readPick(fields, line, this.header);
  }

  private readHeader(columns: readonly string[]): void {
    const { column, timeColumn } = this.format;
    const wanted = this.attribution.timed && timeColumn !== undefined ? [column, timeColumn] : [column];
    const missing = wanted.filter((name) => !columns.includes(name));
    if (missing.length > 0) {
      const sentences = missing.map((name) => `There is no column ${quote(name)}${didYouMean(name, columns)}.`);
      this.mistake = `${sentences.join(" ")} The first row of the log has the columns ${listed(columns)}.`;
      return;
    }
    const doubled = wanted.find((name) => columns.indexOf(name) !== columns.lastIndexOf(name));
    if (doubled !== undefined) {
      this.mistake = `There are several columns ${quote(doubled)}, and nobody can tell which one is meant. The first row of the log has the columns ${listed(columns)}.`;
      return;
    }
    this.header = { name: columns.indexOf(column), time: timeColumn === undefined ? -1 : columns.indexOf(timeColumn) };
  }

  private readPick(fields: readonly string[], line: number, { name, time }: { name: number; time: number }): void {
    const isUnended = this.isEnding && this.lastByte !== newline;
    const field = fields[name]?.trim();
    if (field !== undefined) {
      this.attribution.named(field, line, fields[time]?.trim(), isUnended && name === fields.length - 1);
    } else if (isUnended) this.attribution.lost(cutOff, line);
    else this.attribution.nameless(line, fields[time]?.trim());
  }

  private loseLines(): void {
    while (this.lastLine < this.lines) this.attribution.lost(broken, ++this.lastLine);
  }
}

const shownColumns = 20;

function listed(columns: readonly string[]): string {
  const more = columns.length > shownColumns ? ` and ${columns.length - shownColumns} more` : "";
  return `${columns.slice(0, shownColumns).map(quote).join(", ")}${more}`;
}

function newlinesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
}
