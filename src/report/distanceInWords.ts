import type { CheckReport } from "../check/report.ts";
import { formatCount, formatPoints } from "./formatNumber.ts";
import { normalWobble } from "./normalWobble.ts";

/** Below this many times the distance that chance gives on average, nobody needs to be told how many. */
const leastTimes = 2;

/** How far the split is from the promise, beside what chance alone would have given; undefined when nothing was picked. */
export function distanceInWords({ distance, order }: Pick<CheckReport, "distance" | "order">): string | undefined {
  if (distance === null) return undefined;
  const { observed, expected, picks } = distance;
  if (order === "smooth") {
    return (
      `${formatPoints(observed)} of the traffic went to another deployment than the exact split would send it to; ` +
      `${formatCount(picks)} random draws would be off by about ${formatPoints(expected)}.`
    );
  }
  const times = expected === 0 ? 0 : observed / expected;
  const more = times < leastTimes ? "" : ` That is ${timesInWords(times)} times as much.`;
  return `${normalWobble(distance) ?? ""}${more}`;
}

function timesInWords(times: number): string {
  return times < 10 ? times.toFixed(1) : formatCount(times);
}
