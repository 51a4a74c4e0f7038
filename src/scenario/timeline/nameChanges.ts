import { assignIds } from "../assignIds.ts";
import type { Complain } from "../complaints.ts";
import { type Entry, endsSuffix, lastsMs, subjectOf } from "./entry.ts";

/** An id for every change, made from its action and deployment where none is given; undefined for a broken one without. */
export function nameChanges(entries: readonly Entry[], complain: Complain): readonly (string | undefined)[] {
  const items = entries.map(({ givenId, written }) => {
    if (written === undefined) return { given: givenId, base: undefined, endings: [] };
    const subject = subjectOf(written);
    return {
      given: givenId,
      base: subject === undefined ? written.action : `${written.action}-${subject}`,
      endings: lastsMs(written) === undefined ? [] : [endsSuffix],
    };
  });
  return assignIds(items, (position, message) => complain(["timeline", position, "id"], message));
}
