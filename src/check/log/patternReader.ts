import { quote } from "../../scenario/quote.ts";
import { Deadline } from "./deadline.ts";
import { cutOff, type LineAttribution } from "./lineAttribution.ts";
import { LineSplitter } from "./lineSplitter.ts";
import type { LineReader, LogReader } from "./logReader.ts";

const longestMatched = 2 ** 16;
/** For the lines of one chunk, which take some milliseconds. */
const deadlineMs = 5000;

/**
 * Reads logs of any text, line by line, by a pattern. Lines of more than 64 KiB are not tried: the time that some patterns
 * take grows with the square of a line's length. With others it doubles with every character, so a chunk that takes
 * seconds is stopped, and that is a mistake of the pattern.
 */
export class PatternReader implements LogReader {
  mistake: string | undefined = undefined;
  private readonly lineReader: PatternLineReader;
  private readonly splitter: LineSplitter;
  private readonly deadline: Deadline = new Deadline(deadlineMs);

  constructor(pattern: RegExp, attribution: LineAttribution) {
    this.lineReader = new PatternLineReader(pattern, attribution);
    this.splitter = new LineSplitter(this.lineReader, attribution);
  }

  get lines(): number {
    return this.splitter.lines;
  }

  write(chunk: Buffer): void {
    this.inTime(() => this.splitter.write(chunk));
  }

  end(): void {
    this.inTime(() => this.splitter.end());
  }

  private inTime(work: () => void): void {
    if (this.deadline.holds(work)) return;
    const { line, text } = this.lineReader.latest;
    this.mistake =
      `The pattern takes more than ${deadlineMs / 1000} s about line ${line}, ${quote(text)}: repeats within repeats, such as ` +
      "(a+)+ or (\\S+\\s*)*, take time that doubles with every character. Write it so that a text can match in one way only.";
  }
}

class PatternLineReader implements LineReader {
  /** The line that was begun last. */
  latest: { readonly line: number; readonly text: string } = { line: 0, text: "" };
  private readonly pattern: RegExp;
  private readonly attribution: LineAttribution;

  constructor(pattern: RegExp, attribution: LineAttribution) {
    // With the flags g and y a pattern goes on where its last match ended, which was in another line.
    this.pattern = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
    this.attribution = attribution;
  }

  read(bytes: Buffer, from: number, to: number, line: number, ended: boolean): void {
    if (to - from > longestMatched) {
      this.attribution.lost("line longer than 64 KiB, too long for a pattern", line);
      return;
    }
    const text = bytes.toString("utf8", from, to);
    this.latest = { line, text };
    const groups = this.pattern.exec(text)?.groups;
    if (groups === undefined) this.attribution.lost(ended ? "no match of the pattern" : cutOff, line);
    else this.readGroups(groups, text, line, ended);
  }

  private readGroups(groups: Readonly<Record<string, string>>, text: string, line: number, ended: boolean): void {
    const { deployment, time } = groups;
    if (deployment === undefined) this.attribution.nameless(line, time);
    else this.attribution.named(deployment, line, time, !ended && text.endsWith(deployment));
  }
}
