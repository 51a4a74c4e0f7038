import type { Complain } from "../complaints.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { didYouMean } from "../nearestName.ts";
import { formatDuration } from "../quantity/formatDuration.ts";
import { quote } from "../quote.ts";
import type { ListEntry } from "../read/readList.ts";
import type { WrittenChange } from "../schema/change.ts";
import { endsSuffix, lastsMs } from "./fault.ts";

/**
 * The instant of every change in milliseconds from the start of the run: its `at`, or that of the change it comes after
 * and the delay. Undefined for one whose instant cannot be told, which has been complained of.
 */
export function placeChanges(
  entries: readonly ListEntry<WrittenChange>[],
  ids: readonly (string | undefined)[],
  complain: Complain,
): readonly (number | undefined)[] {
  complainOfTiming(entries, complain);
  complainOfOrder(entries, complain);
  const resolver = new InstantResolver(entries, ids, complain);
  return entries.map((_, position) => resolver.instantOf(position));
}

function complainOfTiming(entries: readonly ListEntry<WrittenChange>[], complain: Complain): void {
  for (const [position, { written }] of entries.entries()) {
    if (written === undefined) continue;
    const { at, after, delay } = written;
    const path: JsonPath = ["timeline", position];
    if (at === undefined && after === undefined)
      complain(path, 'missing: expected "at", or "after" with the id of a change');
    if (at !== undefined && after !== undefined)
      complain([...path, "after"], 'expected either "at" or "after", got both');
    if (delay !== undefined && after === undefined)
      complain([...path, "delay"], 'a delay belongs to "after", which is not there');
  }
}

function complainOfOrder(entries: readonly ListEntry<WrittenChange>[], complain: Complain): void {
  let latest = { at: 0, position: 0 };
  for (const [position, { written }] of entries.entries()) {
    const at = written?.at;
    if (at === undefined) continue;
    if (at >= latest.at) latest = { at, position };
    else {
      const before = `${formatDuration(at)} is before the ${formatDuration(latest.at)} of timeline[${latest.position}]`;
      complain(["timeline", position, "at"], `changes out of order: ${before}`);
    }
  }
}

/** Follows `after` from change to change, each of them once. */
class InstantResolver {
  private readonly entries: readonly ListEntry<WrittenChange>[];
  private readonly ids: readonly (string | undefined)[];
  private readonly complain: Complain;
  private readonly positions = new Map<string, number>();
  private readonly known = new Map<number, number | undefined>();
  private readonly chain: number[] = [];

  constructor(entries: readonly ListEntry<WrittenChange>[], ids: readonly (string | undefined)[], complain: Complain) {
    this.entries = entries;
    this.ids = ids;
    this.complain = complain;
    for (const [position, id] of ids.entries()) {
      if (id === undefined) continue;
      this.positions.set(id, position);
      const written = entries[position]?.written;
      if (written !== undefined && lastsMs(written) !== undefined) this.positions.set(id + endsSuffix, position);
    }
  }

  instantOf(position: number): number | undefined {
    if (this.known.has(position)) return this.known.get(position);
    const written = this.entries[position]?.written;
    if (written === undefined) return undefined;
    if (this.chain.includes(position)) return this.refuseCycle(position);
    this.chain.push(position);
    const instant = written.after === undefined ? written.at : this.instantAfter(written.after, written, position);
    this.chain.pop();
    this.known.set(position, instant);
    return instant;
  }

  private instantAfter(after: string, { delay = 0 }: WrittenChange, position: number): number | undefined {
    const path: JsonPath = ["timeline", position, "after"];
    const target = this.positions.get(after);
    if (target === undefined) {
      this.complain(path, () => `there is no change ${quote(after)}${didYouMean(after, this.positions.keys())}`);
      return undefined;
    }
    const instant = this.instantOf(target);
    if (instant === undefined) return undefined;
    if (delay === 0 && target > position) {
      this.complain(path, `without a delay this change must stand after timeline[${target}] in the file`);
    }
    const written = this.entries[target]?.written;
    const lasted = written === undefined || this.ids[target] === after ? 0 : (lastsMs(written) ?? 0);
    return instant + lasted + delay;
  }

  private refuseCycle(position: number): undefined {
    const cycle = [...this.chain.slice(this.chain.indexOf(position)), position];
    const words = cycle.slice(0, 8).map((at) => quote(this.ids[at] ?? ""));
    const dots = cycle.length > 8 ? " after …" : "";
    this.complain(
      ["timeline", position, "after"],
      `a cycle, in which no change has an instant: ${words.join(" after ")}${dots}`,
    );
    return undefined;
  }
}
