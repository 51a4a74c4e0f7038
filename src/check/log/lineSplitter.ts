import type { LineAttribution } from "./lineAttribution.ts";
import type { LineReader, LogReader } from "./logReader.ts";

const newline = 0x0a;
const longestLine = 2 ** 20;
const tooLong = "line longer than 1 MiB";

/**
 * Cuts a log into lines at `\n` or `\r\n`, wherever its chunks were cut. Lines within a chunk are not copied. A line of
 * more than 1 MiB is passed over without being kept; a byte order mark at the very beginning is no part of the first.
 */
export class LineSplitter implements LogReader {
  lines = 0;
  readonly mistake: undefined;
  private readonly reader: LineReader;
  private readonly attribution: LineAttribution;
  /** The beginning of a line whose end is in a later chunk. */
  private kept: Buffer = Buffer.allocUnsafe(4096);
  private keptLength = 0;
  /** That line is too long already. */
  private isPassing = false;

  constructor(reader: LineReader, attribution: LineAttribution) {
    this.reader = reader;
    this.attribution = attribution;
  }

  write(chunk: Buffer): void {
    let from = 0;
    if (this.keptLength > 0 || this.isPassing) {
      const to = chunk.indexOf(newline);
      this.keep(chunk, 0, to < 0 ? chunk.length : to);
      if (to < 0) return;
      this.finishKept(true);
      from = to + 1;
    }
    for (let to = chunk.indexOf(newline, from); to >= 0; to = chunk.indexOf(newline, from)) {
      this.read(chunk, from, to, true);
      from = to + 1;
    }
    this.keep(chunk, from, chunk.length);
  }

  end(): void {
    if (this.keptLength > 0 || this.isPassing) this.finishKept(false);
  }

  private read(bytes: Buffer, start: number, end: number, ended: boolean): void {
    const line = ++this.lines;
    if (end - start > longestLine) {
      this.attribution.lost(tooLong, line);
      return;
    }
    const from = line === 1 && hasByteOrderMark(bytes, start, end) ? start + 3 : start;
    const to = end > from && bytes[end - 1] === 0x0d ? end - 1 : end;
    if (!isBlank(bytes, from, to)) this.reader.read(bytes, from, to, line, ended);
  }

  private keep(bytes: Buffer, from: number, to: number): void {
    if (from === to || this.isPassing) return;
    const length = this.keptLength + to - from;
    if (length > longestLine) {
      this.isPassing = true;
      this.keptLength = 0;
      return;
    }
    if (length > this.kept.length) {
      const larger = Buffer.allocUnsafe(Math.min(longestLine, 2 * length));
      this.kept.copy(larger, 0, 0, this.keptLength);
      this.kept = larger;
    }
    bytes.copy(this.kept, this.keptLength, from, to);
    this.keptLength = length;
  }

  private finishKept(ended: boolean): void {
    const length = this.keptLength;
    this.keptLength = 0;
    if (this.isPassing) this.attribution.lost(tooLong, ++this.lines);
    else this.read(this.kept.subarray(0, length), 0, length, ended);
    this.isPassing = false;
  }
}

function hasByteOrderMark(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from >= 3 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) return false;
  }
  return true;
}
