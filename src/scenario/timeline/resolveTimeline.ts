import type { ArrivalSpec } from "../../traffic/trafficSpec.ts";
import type { Complain } from "../complaints.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { formatDuration } from "../quantity/formatDuration.ts";
import { quote } from "../quote.ts";
import type { ListEntry } from "../read/readList.ts";
import type { Change } from "../scenario.ts";
import type { WrittenChange } from "../schema/change.ts";
import { actionOf, endOf } from "./actions.ts";
import type { ArrivalsReader } from "./arrivalsReader.ts";
import { endsSuffix, lastsMs, subjectOf } from "./fault.ts";
import { nameChanges } from "./nameChanges.ts";
import { placeChanges } from "./placeChanges.ts";

/** A change with its position in the file. The end of a fault has that of its beginning. */
export interface PlacedChange {
  readonly position: number;
  readonly ends: boolean;
  readonly change: Change;
}

export interface Timeline {
  /** By instant, and in the order of the file where that is the same; only of entries that could be read and placed. */
  readonly changes: readonly PlacedChange[];
  /** Every id, also of entries that could not be read or placed: those have no change. */
  readonly byId: ReadonlyMap<string, Change | undefined>;
  /** Every entry is among the changes, and every change is within the run. */
  readonly complete: boolean;
}

/** What the timeline stands on; undefined where that could not be read itself. */
export interface Ground {
  readonly durationMs: number | undefined;
  readonly arrivals: ArrivalSpec | undefined;
}

/** Gives every change its id, its instant and its action, and every fault with an end a second change at that end. */
export function resolveTimeline(
  entries: readonly ListEntry<WrittenChange>[],
  ground: Ground,
  reader: ArrivalsReader,
  complain: Complain,
): Timeline {
  const ids = nameChanges(entries, complain);
  const instants = placeChanges(entries, ids, complain);
  const placements = entries
    .flatMap(({ written }, position) => placementsOf(written, position, ids[position], instants[position]))
    .sort((a, b) => a.atMs - b.atMs || a.position - b.position);
  const endMs = ground.durationMs ?? Number.POSITIVE_INFINITY;
  const late = placements.filter(({ atMs }) => atMs >= endMs);
  for (const placement of late) complainOfLate(placement, endMs, complain);
  complainOfOverlaps(placements, complain);
  const changes = changesOf(placements, ground.arrivals, reader, complain);
  const known = ids.flatMap((id) => (id === undefined ? [] : [[id, undefined] as const]));
  return {
    changes,
    byId: new Map<string, Change | undefined>([...known, ...changes.map(({ change }) => [change.id, change] as const)]),
    complete: late.length === 0 && new Set(changes.map(({ position }) => position)).size === entries.length,
  };
}

interface Placement {
  readonly position: number;
  readonly id: string;
  readonly atMs: number;
  readonly written: WrittenChange;
  readonly ends: boolean;
}

function placementsOf(
  written: WrittenChange | undefined,
  position: number,
  id: string | undefined,
  atMs: number | undefined,
): readonly Placement[] {
  if (written === undefined || id === undefined || atMs === undefined) return [];
  const begins: Placement = { position, id, atMs, written, ends: false };
  const lasts = lastsMs(written);
  return lasts === undefined ? [begins] : [begins, { ...begins, id: id + endsSuffix, atMs: atMs + lasts, ends: true }];
}

function complainOfLate({ position, atMs, written, ends }: Placement, endMs: number, complain: Complain): void {
  const path: JsonPath = ["timeline", position, ends ? "for" : written.at === undefined ? "after" : "at"];
  const instant = `${formatDuration(atMs)}, but the run ends at ${formatDuration(endMs)}`;
  if (ends) complain(path, `the fault would end at ${instant}: leave "for" out to let it last`);
  else complain(path, `the change would come at ${instant}, and must come before`);
}

/** The end of a fault would also end one of the same kind that began in the meantime. */
function complainOfOverlaps(placements: readonly Placement[], complain: Complain): void {
  const lasting = new Map<string, Placement>();
  for (const placement of placements) {
    const { written, position, atMs, ends } = placement;
    const key = `${written.action} ${subjectOf(written) ?? ""}`;
    const before = lasting.get(key);
    if (ends && before?.position === position) lasting.delete(key);
    if (ends) continue;
    if (before !== undefined) {
      const untilMs = before.atMs + (lastsMs(before.written) ?? 0);
      const words = `${quote(before.id)} lasts until ${formatDuration(untilMs)} and would end this one as well`;
      complain(["timeline", position], `begins at ${formatDuration(atMs)}, but ${words}`);
    }
    if (lastsMs(written) !== undefined) lasting.set(key, placement);
  }
}

function changesOf(
  placements: readonly Placement[],
  atFirst: ArrivalSpec | undefined,
  reader: ArrivalsReader,
  complain: Complain,
): readonly PlacedChange[] {
  let arrivals = atFirst;
  return placements.flatMap(({ position, id, atMs, written, ends }): readonly PlacedChange[] => {
    const action = actionOf(written);
    if (action !== undefined) return [{ position, ends, change: { id, atMs, ...(ends ? endOf(action) : action) } }];
    if (written.action !== "traffic") return [];
    arrivals = nextArrivals(written, arrivals, ["timeline", position], reader, complain);
    return arrivals === undefined ? [] : [{ position, ends, change: { id, atMs, kind: "traffic", arrivals } }];
  });
}

function nextArrivals(
  written: Extract<WrittenChange, { readonly action: "traffic" }>,
  before: ArrivalSpec | undefined,
  path: JsonPath,
  reader: ArrivalsReader,
  complain: Complain,
): ArrivalSpec | undefined {
  const { rate, arrivals } = written;
  if ((rate === undefined) === (arrivals === undefined)) {
    complain(path, `expected either "rate" or "arrivals", got ${rate === undefined ? "neither" : "both"}`);
    return undefined;
  }
  if (arrivals !== undefined) return reader.read(arrivals, [...path, "arrivals"]);
  if (before === undefined || rate === undefined) return undefined;
  if (before.kind === "constant" || before.kind === "poisson") return { kind: before.kind, ratePerSecond: rate };
  complain([...path, "rate"], `the arrivals are ${before.kind} by now and have no single rate: give "arrivals"`);
  return undefined;
}
