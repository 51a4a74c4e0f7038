import { quote } from "../../scenario/quote.ts";
import type { PickTally } from "../pickTally.ts";
import { AbortableItems } from "./abortableItems.ts";
import { CsvReader } from "./csvReader.ts";
import { JsonlReader } from "./jsonlReader.ts";
import { LineAttribution, type LogTiming } from "./lineAttribution.ts";
import { LineSplitter } from "./lineSplitter.ts";
import { hasTimeGroup, type LogFormat } from "./logFormat.ts";
import type { LogReader } from "./logReader.ts";
import { PatternReader } from "./patternReader.ts";
import { unreadableBytes } from "./unreadableBytes.ts";

export interface LogJob {
  /** What the log holds, cut anywhere: standard input, the stream of a file, `fileBytes`. */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly format: LogFormat;
  /** Its deployments are the names that are known. */
  readonly tally: PickTally;
  /** Absent: every pick is one of phase 0, whenever it was made. */
  readonly timing?: LogTiming;
  /** Stops the reading; what was read until then counts. */
  readonly signal?: AbortSignal;
  /** Called after every chunk. */
  readonly onProgress?: (progress: LogProgress) => void;
}

export interface LogProgress {
  readonly bytes: number;
  /** Blank lines and the header of a table are among them. */
  readonly lines: number;
}

export type LogReading =
  | {
      readonly kind: "read";
      readonly bytes: number;
      readonly lines: number;
      /** The signal came before the end. */
      readonly partial: boolean;
    }
  /** The log cannot be read as asked; why, in sentences. The tally means nothing then. */
  | { readonly kind: "mistake"; readonly mistake: string };

/**
 * Reads an access log into a tally, in memory that does not grow with it. Lines count from 1. Each that is not blank
 * becomes a pick, a stranger or, with the reason, unattributed; the first row of a table, its header, is none.
 *
 * JSON lines are searched rather than parsed. For lines that are JSON this makes no difference. A line that is not, but
 * begins with `{`, ends with `}` and has the member whole, may count as a pick; all others are unattributed.
 *
 * Rejects with the error of `bytes` when reading them fails.
 */
export async function readLog(job: LogJob): Promise<LogReading> {
  const { format, tally, timing, signal, onProgress } = job;
  const sources = sourcesInWords(format);
  if (timing !== undefined && sources.time === undefined) return { kind: "mistake", mistake: sources.withoutTime };
  const attribution = new LineAttribution(tally, timing, sources.name, sources.time ?? "");
  const reader = readerFor(format, attribution);
  const chunks = new AbortableItems(job.bytes, signal);
  let bytes = 0;
  try {
    for (let chunk = await chunks.next(); chunk !== undefined; chunk = await chunks.next()) {
      const unreadable = bytes === 0 ? unreadableBytes(chunk) : undefined;
      if (unreadable !== undefined) return { kind: "mistake", mistake: unreadable };
      bytes += chunk.length;
      // A new object for each chunk, as readers of lines expect, and always a Buffer, for which V8 compiles them.
      await reader.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      if (reader.mistake !== undefined) break;
      onProgress?.({ bytes, lines: reader.lines });
    }
    if (chunks.isAtEnd) await reader.end();
  } finally {
    chunks.close();
  }
  if (reader.mistake !== undefined) return { kind: "mistake", mistake: reader.mistake };
  return { kind: "read", bytes, lines: reader.lines, partial: !chunks.isAtEnd };
}

function readerFor(format: LogFormat, attribution: LineAttribution): LogReader {
  switch (format.kind) {
    case "jsonl":
      return new LineSplitter(new JsonlReader(format, attribution), attribution);
    case "csv":
      return new CsvReader(format, attribution);
    case "pattern":
      return new PatternReader(format.pattern, attribution);
  }
}

interface SourcesInWords {
  /** Where a line has the deployment: `field "deployment"`. */
  readonly name: string;
  /** Where it has its time; undefined when the format does not say. */
  readonly time: string | undefined;
  readonly withoutTime: string;
}

function sourcesInWords(format: LogFormat): SourcesInWords {
  switch (format.kind) {
    case "jsonl":
      return {
        name: `field ${quote(format.field)}`,
        time: format.timeField === undefined ? undefined : `field ${quote(format.timeField)}`,
        withoutTime: "The time of each line is needed, and no field was named that has it.",
      };
    case "csv":
      return {
        name: `column ${quote(format.column)}`,
        time: format.timeColumn === undefined ? undefined : `column ${quote(format.timeColumn)}`,
        withoutTime: "The time of each line is needed, and no column was named that has it.",
      };
    case "pattern":
      return {
        name: 'group "deployment"',
        time: hasTimeGroup(format.pattern) ? 'group "time"' : undefined,
        withoutTime:
          "The time of each line is needed, and the pattern does not say where it is. Write (?<time>...) around it.",
      };
  }
}
