import type { WrittenChange } from "../schema/change.ts";

/** What could be read of one entry of the timeline. */
export interface Entry {
  /** As given, even where the rest of the entry is broken. */
  readonly givenId: string | undefined;
  /** Undefined for an entry that does not fit the schema. */
  readonly written: WrittenChange | undefined;
}

/** What the end of a fault adds to the id of its beginning. */
export const endsSuffix = "-ends";

/** How long a fault lasts, in ms; undefined for one without end, and for any other change. */
export function lastsMs(written: WrittenChange): number | undefined {
  return "for" in written ? written.for : undefined;
}

/** The deployment a change is about, where it is about one. */
export function subjectOf(written: WrittenChange): string | undefined {
  return "deployment" in written ? written.deployment : undefined;
}
