import type { Evidence } from "../experiment/result.ts";
import { clipText } from "./clipText.ts";
import { formatCount, formatInterval, formatLogarithm, formatPoints, formatRate, formatShare } from "./formatNumber.ts";
import { wrapItems, wrapText } from "./wrapText.ts";

const mostShares = 8;
const narrowestName = 12;

/** The numbers behind a verdict: a line for each deployment's share, then what was judged and how sharply. */
export function evidenceLines(evidence: Evidence, width: number): readonly string[] {
  const beyond = evidence.shares.length - mostShares;
  return [
    ...evidence.shares.slice(0, mostShares).flatMap((share) => shareLines(share, width)),
    ...(beyond > 0 ? [`and ${beyond} more`] : []),
    ...wrapItems(evidenceItems(evidence), " · ", width),
  ];
}

/** The name gives way to the numbers; where there is too little room for both it has a line of its own. */
function shareLines({ deployment, expected, observed, interval }: Evidence["shares"][number], width: number): string[] {
  const range = interval === null ? "" : ` (${formatInterval(interval)})`;
  const numbers = `${formatShare(expected)} expected, ${formatShare(observed)} observed${range}`;
  const room = width - numbers.length - 2;
  if (room >= narrowestName) return [`${clipText(deployment, room)}: ${numbers}`];
  return [`${clipText(deployment, width - 1)}:`, ...wrapText(numbers, width - 2).map((line) => `  ${line}`)];
}

/** "n 96,021", "margin 1 pp"…: only the numbers that there are. */
function evidenceItems({
  n,
  margin,
  falseAlarmRate,
  detectableShift,
  log10P,
  log10E,
  picksMissing,
}: Evidence): string[] {
  return [
    `n ${formatCount(n)}`,
    ...(margin === null ? [] : [`margin ${formatPoints(margin)}`]),
    ...(falseAlarmRate === null ? [] : [`false alarms at most ${formatRate(falseAlarmRate)}`]),
    ...(detectableShift === null ? [] : [`would catch a shift of ${formatPoints(detectableShift)}`]),
    ...(log10P === null ? [] : [`log10 p ${formatLogarithm(log10P)}`]),
    ...(log10E === null ? [] : [`log10 E ${formatLogarithm(log10E)}`]),
    ...(picksMissing === null ? [] : [`needs ${formatCount(picksMissing)} more picks`]),
  ];
}
