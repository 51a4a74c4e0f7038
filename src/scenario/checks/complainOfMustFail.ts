import type { Complain } from "../complaints.ts";
import { didYouMean } from "../nearestName.ts";
import { quote } from "../quote.ts";

/** Every id under `mustFail` must be that of a check, once. */
export function complainOfMustFail(
  mustFail: readonly string[],
  checkIds: readonly (string | undefined)[],
  complain: Complain,
): void {
  const known = new Set(checkIds.filter((id) => id !== undefined));
  const seen = new Set<string>();
  for (const [position, id] of mustFail.entries()) {
    if (!known.has(id))
      complain(["mustFail", position], () => `there is no check ${quote(id)}${didYouMean(id, known)}`);
    else if (seen.has(id)) complain(["mustFail", position], `${quote(id)} is named twice`);
    seen.add(id);
  }
}
