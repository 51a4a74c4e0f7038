import { exactUnits } from "../../routing/exactUnits.ts";
import { resolveExpect } from "../checks/resolveExpect.ts";
import { type Complain, Complaints } from "../complaints.ts";
import { expected } from "../expected.ts";
import { asFields } from "../json/asFields.ts";
import { formatPath } from "../json/formatPath.ts";
import type { JsonDocument } from "../json/jsonDocument.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { readJson } from "../json/readJson.ts";
import type { Mistake } from "../mistake.ts";
import { formatDuration } from "../quantity/formatDuration.ts";
import { readList } from "../read/readList.ts";
import { readWith, unknownField } from "../read/readWith.ts";
import { mostPhases, phase, scheduleFields, type WrittenPhase } from "../schema/scheduleFields.ts";
import type { SplitPhase, SplitSchedule } from "./splitSchedule.ts";

export type ScheduleReading =
  | { readonly kind: "schedule"; readonly schedule: SplitSchedule }
  /** At least one, in the order of the text. */
  | { readonly kind: "mistakes"; readonly mistakes: readonly Mistake[] };

/** Whether a text is meant to be a schedule of splits and not a scenario: an object with "phases". */
export function isSchedule(text: string): boolean {
  const json = readJson(text);
  return json.kind === "document" && asFields(json.document.value)?.["phases"] !== undefined;
}

/** Reads a schedule of splits: what is right at which time. Never throws; every mistake is told. */
export function parseSchedule(text: string): ScheduleReading {
  const json = readJson(text);
  if (json.kind === "mistake") {
    const { message, line, column } = json;
    return { kind: "mistakes", mistakes: [{ path: "", line, column, message }] };
  }
  const complaints = new Complaints(json.document);
  const schedule = readSchedule(json.document, complaints.complain);
  if (schedule !== undefined && complaints.none) return { kind: "schedule", schedule };
  return {
    kind: "mistakes",
    mistakes: complaints.list().map(({ path, ...rest }) => ({ path: formatPath(path), ...rest })),
  };
}

function readSchedule(document: JsonDocument, complain: Complain): SplitSchedule | undefined {
  const root = asFields(document.value);
  if (root === undefined) {
    complain([], expected("an object with the fields of a schedule", document.value));
    return undefined;
  }
  for (const key of Object.keys(root)) {
    if (!Object.hasOwn(scheduleFields, key)) {
      complain([key], () => unknownField(key, Object.keys(scheduleFields)), "name");
    }
  }
  const fields = scheduleFields;
  readWith(fields.$schema.optional(), root["$schema"], ["$schema"], complain);
  readWith(fields.version, root["version"], ["version"], complain);
  readWith(fields.description.optional(), root["description"], ["description"], complain);
  readWith(fields.phases, root["phases"], ["phases"], complain);
  const startMs = readWith(fields.start.optional(), root["start"], ["start"], complain);
  const endMs = readWith(fields.duration.optional(), root["duration"], ["duration"], complain);
  const entries = readList("phases", root["phases"], phase, mostPhases, complain) ?? [];
  const written = entries.flatMap(({ written: each }, i) =>
    each === undefined ? [] : [{ ...each, place: ["phases", i] }],
  );
  complainOfOrder(written, endMs, complain);
  const deployments = [...new Set(written.flatMap(({ place }) => document.keys([...place, "expect"])))];
  const phases = written.flatMap((each, i) =>
    phaseOf(each, i, written[i + 1]?.at ?? endMs, deployments, document, complain),
  );
  if (phases.length === 0) return undefined;
  return { ...(startMs === undefined ? {} : { startMs }), deployments, phases };
}

type PlacedPhase = WrittenPhase & { readonly place: JsonPath };

function complainOfOrder(phases: readonly PlacedPhase[], endMs: number | undefined, complain: Complain): void {
  for (const [i, { at, place }] of phases.entries()) {
    const before = phases[i - 1];
    if (before !== undefined && at <= before.at) {
      complain(
        [...place, "at"],
        `expected a time after ${formatDuration(before.at)}, when the phase before it begins, got ${formatDuration(at)}`,
      );
    }
    if (endMs !== undefined && at >= endMs) {
      complain(
        [...place, "at"],
        `expected a time before the end at ${formatDuration(endMs)}, got ${formatDuration(at)}`,
      );
    }
  }
}

function phaseOf(
  { at, name, expect, place }: PlacedPhase,
  index: number,
  toMs: number | undefined,
  deployments: readonly string[],
  document: JsonDocument,
  complain: Complain,
): readonly SplitPhase[] {
  const path = [...place, "expect"];
  const entries = document.keys(path).flatMap((key) => {
    const value = expect[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  if (resolveExpect(entries, path, complain) === undefined) return [];
  const amounts = new Map(entries.map(([key, value]) => [key, Number(String(value).replace("%", ""))]));
  const exact = exactUnits(
    deployments.map((key) => amounts.get(key) ?? 0),
    deployments.map(() => 1),
  );
  if (exact.kind === "mistake") {
    complain(path, exact.message);
    return [];
  }
  const fallback = index === 0 ? "start" : `phase ${index + 1}`;
  return [{ name: name ?? fallback, fromMs: at, toMs: toMs ?? Number.POSITIVE_INFINITY, units: exact.perReplica }];
}
