import type { PhaseResult } from "../experiment/result.ts";
import { formatCount, formatPoints } from "./formatNumber.ts";

/** In plain words what chance alone does to the split at this number of picks; undefined when nothing was picked. */
export function normalWobble(distance: PhaseResult["distance"]): string | undefined {
  if (distance === null) return undefined;
  const { picks, expected, observed } = distance;
  if (expected === 0)
    return `With ${formatCount(picks)} picks and one deployment at a time there is nothing to wobble.`;
  return (
    `A normal wobble: over ${formatCount(picks)} ${picks === 1 ? "pick" : "picks"} chance alone moves about ${formatPoints(expected)} of the ` +
    `traffic to another deployment than the exact split would; here it was ${formatPoints(observed)}.`
  );
}
