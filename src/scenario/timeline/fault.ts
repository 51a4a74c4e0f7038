import type { WrittenChange } from "../schema/change.ts";

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
