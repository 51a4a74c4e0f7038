import type { CheckClaim } from "../check/report.ts";

type Evidence = NonNullable<CheckClaim["evidence"]>;

const mostShares = 8;

/**
 * The numbers behind a claim: a line for each deployment's share, then what was judged and how sharply. (How many picks
 * are missing is said by the finding.)
 */
export function evidenceInWords(evidence: Evidence): readonly string[] {
  const { n, shares, margin, falseAlarmRate, detectableShift, log10P, log10E } = evidence;
  const beyond = shares.length - mostShares;
  const items = [
    `n ${count(n)}`,
    margin === null ? "" : `margin ${points(margin)}`,
    falseAlarmRate === null ? "" : `false alarms at most ${rate(falseAlarmRate)}`,
    detectableShift === null ? "" : `would catch a shift of ${points(detectableShift)}`,
    log10P === null ? "" : `log10 p ${log10P.toFixed(1)}`,
    log10E === null ? "" : `log10 E ${log10E.toFixed(1)}`,
  ];
  return [
    ...shares.slice(0, mostShares).map(shareLine),
    ...(beyond > 0 ? [`and ${beyond} more`] : []),
    items.filter((item) => item !== "").join(" · "),
  ];
}

function shareLine({ deployment, expected, observed, interval }: Evidence["shares"][number]): string {
  const seen = observed === null ? "none observed" : `${percent(observed)} % observed`;
  const range = interval === null ? "" : ` (${percent(interval[0])} – ${percent(interval[1])} %)`;
  return `${deployment}: ${percent(expected)} % expected, ${seen}${range}`;
}

function percent(share: number): string {
  return (100 * share).toFixed(2);
}

function points(difference: number): string {
  return `${Number((100 * difference).toPrecision(2))} pp`;
}

function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

function rate(value: number): string {
  const rounded = Number(value.toPrecision(2));
  return rounded !== 0 && rounded < 0.001 ? rounded.toExponential() : String(rounded);
}
