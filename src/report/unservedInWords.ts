import type { Outcomes } from "../experiment/result.ts";
import { formatCount } from "./formatNumber.ts";

/** "3 rejected, 12 unroutable": the outcomes other than served that did happen. */
export function unservedInWords({ rejected, timedOut, failed, unroutable }: Outcomes): string {
  const counts = [
    [rejected, "rejected"],
    [timedOut, "timed out"],
    [failed, "failed"],
    [unroutable, "unroutable"],
  ] as const;
  return counts.flatMap(([count, name]) => (count === 0 ? [] : [`${formatCount(count)} ${name}`])).join(", ");
}
