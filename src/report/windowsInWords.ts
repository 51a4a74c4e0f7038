import type { CheckedPhase } from "../check/report.ts";
import { formatCount, formatPoints } from "./formatNumber.ts";
import { formatTime } from "./formatTime.ts";

type Window = CheckedPhase["windows"][number];

/** The windows of time in a sentence, with the one that is furthest off for its size; undefined when there are none. */
export function windowsInWords(phases: readonly CheckedPhase[]): string | undefined {
  const windows = phases.flatMap((phase) => phase.windows);
  const worst = windows.reduce<Window | undefined>(
    (a, b) => (a === undefined || excess(b) > excess(a) ? b : a),
    undefined,
  );
  if (worst === undefined) return undefined;
  const requests = worst.counts.reduce((sum, count) => sum + count, 0);
  const count = `${formatCount(windows.length)} ${windows.length === 1 ? "window" : "windows"} of time`;
  return (
    `${count}: the furthest off begins at ${formatTime(worst.fromMs)}; ` +
    `${formatPoints(worst.distance)} of its ${formatCount(requests)} requests went elsewhere than promised (chance alone: ${formatPoints(worst.expectedDistance)}).`
  );
}

/** How many times further off than chance alone would have it. */
function excess({ distance, expectedDistance }: Window): number {
  return distance === 0 ? 0 : distance / expectedDistance;
}
