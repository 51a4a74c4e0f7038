import { formatMistake } from "../../scenario/formatMistake.ts";
import { parseScenario } from "../../scenario/parseScenario.ts";
import { quote } from "../../scenario/quote.ts";
import { desiredSplits } from "../../scenario/schedule/desiredSplits.ts";
import { isSchedule, parseSchedule } from "../../scenario/schedule/parseSchedule.ts";
import type { SplitSchedule } from "../../scenario/schedule/splitSchedule.ts";
import type { ArgumentReader } from "../argumentReader.ts";
import type { CheckArguments } from "./checkArguments.ts";
import { readAmounts } from "./readAmounts.ts";
import { constantSchedule, unitsOf } from "./readPromise.ts";
import type { ReadingPorts } from "./sourceReading.ts";

/** What `--expect` promises. */
export interface Promised {
  readonly schedule: SplitSchedule;
  readonly notes: readonly string[];
}

const notation = { what: "a ratio such as a=3, or a share such as a=60%", whole: false, percent: true } as const;

/**
 * Reads `--expect`: ratios or shares by deployment, or the path of a schedule or a scenario. Names are those of ratios
 * without names.
 */
export function readPromised(
  typed: CheckArguments,
  reader: ArgumentReader,
  ports: ReadingPorts,
  names: readonly string[] = [],
): Promised | undefined {
  const text = reader.text("expect", typed.expect);
  if (text === undefined) return undefined;
  if (isPath(text)) return readFile(text, reader, ports);
  const amounts = readAmounts(reader, "expect", text, notation, names);
  const units = amounts && unitsOf(reader, "expect", amounts);
  if (amounts === undefined || units === undefined) return undefined;
  return {
    schedule: constantSchedule(
      amounts.map(({ name }) => name),
      units,
    ),
    notes: [],
  };
}

/** Where there must be a promise: a complaint when there is none. */
export function requirePromise(
  typed: CheckArguments,
  reader: ArgumentReader,
  ports: ReadingPorts,
): Promised | undefined {
  if (typed.expect === undefined) {
    return reader.complain(
      "--expect: missing: expected what each deployment is to get, such as a=3,b=2 or a=60%,b=40%",
    );
  }
  return readPromised(typed, reader, ports);
}

function isPath(text: string): boolean {
  return text.endsWith(".json") || (/[/\\]/.test(text) && !text.includes("="));
}

function readFile(path: string, reader: ArgumentReader, { readFile: read }: ReadingPorts): Promised | undefined {
  const file = read(path);
  if (file.kind === "unreadable") return reader.complain(`--expect: ${path} cannot be read: ${file.reason}`);
  return isSchedule(file.text) ? fromSchedule(path, file.text, reader) : fromScenario(path, file.text, reader, read);
}

function fromSchedule(path: string, text: string, reader: ArgumentReader): Promised | undefined {
  const reading = parseSchedule(text);
  if (reading.kind === "schedule") return { schedule: reading.schedule, notes: [] };
  for (const mistake of reading.mistakes) reader.complain(formatMistake(mistake, path));
  return undefined;
}

function fromScenario(
  path: string,
  text: string,
  reader: ArgumentReader,
  read: ReadingPorts["readFile"],
): Promised | undefined {
  const folder = path.replace(/[^/\\]*$/, "");
  const reading = parseScenario(text, {
    path,
    readText: (relativePath) => {
      const file = read(folder + relativePath);
      return file.kind === "text" ? file.text : undefined;
    },
  });
  if (reading.kind === "mistakes") {
    for (const mistake of reading.mistakes) reader.complain(formatMistake(mistake, path));
    return undefined;
  }
  const schedule = desiredSplits(reading.scenario);
  if (schedule.phases.length === 0)
    return reader.complain(`--expect: ${path} sends no traffic to any deployment at any time`);
  return {
    schedule,
    notes: [
      `The promise is that of ${quote(reading.scenario.name)}: the replicas that its timeline asks for, as if they were ready at once; --settle leaves out the time after each change.`,
    ],
  };
}
