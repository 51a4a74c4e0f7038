import { assignIds } from "../assignIds.ts";
import type { Complain } from "../complaints.ts";
import type { ListEntry } from "../read/readList.ts";
import type { WrittenChange } from "../schema/change.ts";
import { endsSuffix, lastsMs } from "./fault.ts";

/** An id for every change, made from its action and deployment where none is given; undefined where those are missing too. */
export function nameChanges(
  entries: readonly ListEntry<WrittenChange>[],
  complain: Complain,
): readonly (string | undefined)[] {
  const items = entries.map(({ givenId, written, raw }) => {
    const { action, deployment } = raw;
    const base = typeof deployment === "string" ? `${action}-${deployment}` : action;
    return {
      given: givenId,
      base: typeof action === "string" && typeof base === "string" ? base : undefined,
      endings: written === undefined || lastsMs(written) === undefined ? [] : [endsSuffix],
    };
  });
  return assignIds(items, (position, message) => complain(["timeline", position, "id"], message));
}
