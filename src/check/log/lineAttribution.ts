import type { PickTally } from "../pickTally.ts";
import { KnownNames } from "./knownNames.ts";
import { parseTime } from "./parseTime.ts";

/** How the times of lines become those of the promise. */
export interface LogTiming {
  /** Milliseconds since 1970 at which the time of the promise is 0; `first`: the first time that the log names. */
  readonly startMs: number | "first";
  /** Length of the windows that the picks are counted in; absent: none. */
  readonly windowMs?: number;
}

/** Why the last line of a log tells nothing. */
export const cutOff = "cut off: the last line has no end and is not valid";

/** Hands on what each line says: it becomes a pick, a stranger or unattributed, and never nothing. */
export class LineAttribution {
  readonly known: KnownNames;
  /** Whether lines must say when they were written. */
  readonly timed: boolean;
  /** Where lines have the name, in words: `field "deployment"`. */
  readonly nameSource: string;
  private readonly tally: PickTally;
  private readonly windowMs: number | undefined;
  private readonly timeSource: string;
  private startMs: number | undefined;

  /** Both sources in words. */
  constructor(tally: PickTally, timing: LogTiming | undefined, nameSource: string, timeSource: string) {
    this.known = new KnownNames(tally.expectation.deployments);
    this.timed = timing !== undefined;
    this.tally = tally;
    this.windowMs = timing?.windowMs;
    this.startMs = timing?.startMs === "first" ? undefined : timing?.startMs;
    this.nameSource = nameSource;
    this.timeSource = timeSource;
  }

  /** A line that names a promised deployment. */
  pick(deployment: number, line: number, time: string | undefined): void {
    if (!this.timed) {
      this.tally.pick(deployment, line);
      return;
    }
    const elapsedMs = this.elapsedMs(time);
    if (elapsedMs === undefined) {
      this.tally.unattributed(`no readable time in ${this.timeSource}`, line);
      return;
    }
    this.tally.pickAt(deployment, line, elapsedMs, this.windowAt(elapsedMs));
  }

  /**
   * A line that names some deployment. Nothing and "-", which servers write for nothing, are no names.
   *
   * @param mayBeCut the log ends with this name and without the end of a line: more of it may be missing
   */
  named(name: string, line: number, time: string | undefined, mayBeCut: boolean): void {
    const deployment = this.known.indexOf(name);
    if (mayBeCut && this.beginsLongerName(name)) this.lost(cutOff, line, time);
    else if (deployment !== undefined) this.pick(deployment, line, time);
    else if (name === "" || name === "-") this.lost(`${this.nameSource} is empty`, line, time);
    else {
      if (this.timed) this.elapsedMs(time);
      this.tally.stranger(name, line);
    }
  }

  /** A line that has nothing where the name should be. */
  nameless(line: number, time: string | undefined): void {
    this.lost(`no ${this.nameSource}`, line, time);
  }

  /** A line that cannot be attributed; `reason` in words, of which there are few. The time where the line has one. */
  lost(reason: string, line: number, time?: string): void {
    const elapsedMs = this.timed ? this.elapsedMs(time) : undefined;
    if (elapsedMs === undefined) this.tally.unattributed(reason, line);
    else this.tally.unattributedAt(reason, line, elapsedMs, this.windowAt(elapsedMs));
  }

  private windowAt(elapsedMs: number): number | undefined {
    return this.windowMs === undefined ? undefined : Math.floor(elapsedMs / this.windowMs);
  }

  private beginsLongerName(name: string): boolean {
    return this.known.names.some((known) => known.length > name.length && known.startsWith(name));
  }

  private elapsedMs(time: string | undefined): number | undefined {
    const timeMs = time === undefined ? undefined : parseTime(time);
    if (timeMs === undefined) return undefined;
    this.startMs ??= timeMs;
    return timeMs - this.startMs;
  }
}
