import { parseAzureTrace } from "../../traffic/azureTrace.ts";
import { tracePeriodMs } from "../../traffic/traceReplay.ts";
import type { ArrivalSpec, TraceRows } from "../../traffic/trafficSpec.ts";
import type { Complain } from "../complaints.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { quote } from "../quote.ts";
import type { WrittenArrivals } from "../schema/arrivals.ts";

/** A mistake in a trace, which is a file of its own. */
export interface TraceMistake {
  readonly file: string;
  readonly path: JsonPath;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

interface TraceSource {
  readonly readText: (relativePath: string) => string | undefined;
  readonly traces?: Map<string, TraceRows>;
}

/** Puts the rows of its trace into every arrival process that replays one; each file is read once. */
export class ArrivalsReader {
  readonly mistakes: TraceMistake[] = [];
  private readonly readText: (relativePath: string) => string | undefined;
  private readonly complain: Complain;
  private readonly readBefore: Map<string, TraceRows>;
  /** Undefined for one with mistakes, which are told once. */
  private readonly traces = new Map<string, TraceRows | undefined>();

  constructor({ readText, traces = new Map() }: TraceSource, complain: Complain) {
    this.readText = readText;
    this.readBefore = traces;
    this.complain = complain;
  }

  /** @param path of the arrivals in the scenario */
  read(written: WrittenArrivals, path: JsonPath): ArrivalSpec | undefined {
    if (written.kind !== "trace") return written;
    const rows = this.rowsOf(written.file, [...path, "file"]);
    if (rows === undefined) return undefined;
    if (written.loop && tracePeriodMs(rows) === 0) {
      this.complain(path, `the trace ${quote(written.file)} cannot be looped: all its rows are at the same instant`);
      return undefined;
    }
    return { ...written, rows };
  }

  private rowsOf(file: string, path: JsonPath): TraceRows | undefined {
    if (!this.traces.has(file)) this.traces.set(file, this.readTrace(file, path));
    return this.traces.get(file);
  }

  private readTrace(file: string, path: JsonPath): TraceRows | undefined {
    const before = this.readBefore.get(file);
    if (before !== undefined) return before;
    const text = this.readText(file);
    if (text === undefined) {
      this.complain(path, `the file ${quote(file)} cannot be read; its path counts from the folder of the scenario`);
      return undefined;
    }
    const trace = parseAzureTrace(text);
    if (trace.kind === "rows") {
      this.readBefore.set(file, trace.rows);
      return trace.rows;
    }
    for (const mistake of trace.mistakes) this.mistakes.push({ file, path, ...mistake });
    return undefined;
  }
}
