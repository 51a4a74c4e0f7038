import { type LogFormat, parsePattern } from "../../check/log/logFormat.ts";
import { parseTime } from "../../check/log/parseTime.ts";
import { parseDuration } from "../../scenario/quantity/parseDuration.ts";
import type { SplitSchedule } from "../../scenario/schedule/splitSchedule.ts";
import type { ArgumentReader } from "../argumentReader.ts";
import type { CheckArguments } from "./checkArguments.ts";
import type { LogSource } from "./checkRequest.ts";
import { requirePromise } from "./readSchedule.ts";
import type { ReadingPorts, SourceReading } from "./sourceReading.ts";

/** `--log FILE`: picks that an access log tells. */
export function readLogSource(
  typed: CheckArguments,
  reader: ArgumentReader,
  ports: ReadingPorts,
): SourceReading | undefined {
  const promised = requirePromise(typed, reader, ports);
  const path = reader.text("log", typed.log) ?? "-";
  const format = readFormat(typed, reader);
  const settleMs = reader.parsed("settle", typed.settle, parseDuration, 'a duration such as "30s"') ?? 0;
  const windowMs = reader.parsed("window", typed.window, positiveDuration, 'a duration above 0 such as "1m"');
  const startMs = reader.parsed("start", typed.start, parseTime, 'a time such as "2026-11-22T19:00:00Z"');
  const merged = reader.integer("instances", typed.instances, 1, 10_000) ?? 1;
  const schedule = promised && settled(promised.schedule, settleMs, reader);
  const needsTimes = windowMs !== undefined || startMs !== undefined || (schedule?.phases.length ?? 1) > 1;
  const hasTimes = typed.timeField !== undefined || (format?.kind === "pattern" && hasGroup(format.pattern, "time"));
  if (needsTimes && !hasTimes) {
    reader.complain(
      "--time-field: missing: a split that changes, --window and --start need the time of each line (with --pattern a group named time)",
    );
  }
  if (schedule === undefined || format === undefined || promised === undefined) return undefined;
  const begin = startMs ?? promised.schedule.startMs ?? "first";
  const timing: NonNullable<LogSource["timing"]> = { startMs: begin, ...(windowMs === undefined ? {} : { windowMs }) };
  const source: LogSource = { kind: "log", path, format, ...(needsTimes ? { timing } : {}) };
  return { schedule, order: "any", merged, notes: promised.notes, source: () => source };
}

function readFormat(typed: CheckArguments, reader: ArgumentReader): LogFormat | undefined {
  const field = reader.text("field", typed.field);
  const column = reader.text("column", typed.column);
  const written = reader.text("pattern", typed.pattern);
  const time = reader.text("time-field", typed.timeField);
  const given = [field, column, written].filter((each) => each !== undefined).length;
  if (given !== 1) {
    return reader.complain(
      `--log: expected one of --field NAME (JSON lines), --column NAME (CSV) and --pattern REGEX (any text), got ${given === 0 ? "none" : given}`,
    );
  }
  if (field !== undefined) return { kind: "jsonl", field, ...(time === undefined ? {} : { timeField: time }) };
  if (column !== undefined) return { kind: "csv", column, ...(time === undefined ? {} : { timeColumn: time }) };
  if (time !== undefined) reader.complain("--time-field: with --pattern the time is a group: (?<time>...)");
  const pattern = parsePattern(written ?? "");
  return typeof pattern === "string" ? reader.complain(`--pattern: ${pattern}`) : { kind: "pattern", pattern };
}

function hasGroup({ source }: RegExp, name: string): boolean {
  return source.includes(`(?<${name}>`);
}

/** The same without the first part of every phase but the first, while a change makes its way. */
function settled(schedule: SplitSchedule, settleMs: number, reader: ArgumentReader): SplitSchedule {
  const phases = schedule.phases.map((phase, i) => (i === 0 ? phase : { ...phase, fromMs: phase.fromMs + settleMs }));
  for (const { name, fromMs, toMs } of phases) {
    if (fromMs >= toMs) reader.complain(`--settle: nothing would be left of the phase ${name}`);
  }
  return { ...schedule, phases };
}

function positiveDuration(text: string): number | undefined {
  return parseDuration(text) || undefined;
}
