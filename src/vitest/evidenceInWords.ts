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
  // Where there are too many to show, those that are furthest off.
  const shown = beyond > 0 ? [...shares].sort((one, other) => offBy(other) - offBy(one)).slice(0, mostShares) : shares;
  const items = [
    `n ${count(n)}`,
    margin === null ? "" : `margin ${points(margin)}`,
    falseAlarmRate === null ? "" : `false alarms at most ${rate(falseAlarmRate)}`,
    detectableShift === null || detectableShift === 0 ? "" : `would catch a shift of ${points(detectableShift)}`,
    log10P === null ? "" : `log10 p ${tenths(log10P)}`,
    log10E === null ? "" : `log10 E ${tenths(log10E)}`,
  ];
  return [
    ...shown.map(shareLine),
    ...(beyond > 0 ? [`and ${beyond} more`] : []),
    items.filter((item) => item !== "").join(" · "),
  ];
}

function offBy({ expected, observed }: Evidence["shares"][number]): number {
  return observed === null ? 0 : Math.abs(observed - expected);
}

function shareLine({ deployment, expected, observed, interval }: Evidence["shares"][number]): string {
  const seen = observed === null ? "none observed" : `${percent(observed)} % observed`;
  const range = interval === null ? "" : ` (${percent(interval[0])} – ${percent(interval[1])} %)`;
  return `${deployment}: ${percent(expected)} % expected, ${seen}${range}`;
}

/** To a hundredth; where that would look like none or all, to two digits of the difference. */
function percent(share: number): string {
  const smaller = 100 * Math.min(share, 1 - share);
  if (smaller >= 0.005 || smaller <= 0) return (100 * share).toFixed(2);
  // 1 - share carries an error of rounding, which must not cost a digit.
  const decimals = Math.min(100, 1 - Math.floor(Math.log10(smaller) + 1e-9));
  return (100 * share).toFixed(decimals);
}

function points(difference: number): string {
  return `${Number((100 * difference).toPrecision(2))} pp`;
}

/** Never "-0.0". */
function tenths(value: number): string {
  return (Math.round(10 * value) / 10 + 0).toFixed(1);
}

function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

function rate(value: number): string {
  const rounded = Number(value.toPrecision(2));
  return rounded !== 0 && rounded < 0.001 ? rounded.toExponential() : String(rounded);
}
