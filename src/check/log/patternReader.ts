import { cutOff, type LineAttribution } from "./lineAttribution.ts";
import type { LineReader } from "./logReader.ts";

const longestMatched = 2 ** 16;

/**
 * Reads logs of any text, line by line, by a pattern. Lines of more than 64 KiB are not tried: the time that some
 * patterns take grows with the square of a line's length, or faster.
 */
export class PatternReader implements LineReader {
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
