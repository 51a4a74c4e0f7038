/** What stands where there is no number. */
export const absent = "–";

const mostDecimals = 7;

/** 1440312 is "1,440,312". */
export function formatCount(count: number): string {
  return count.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A probability as a percentage with two decimals: 0.8 is "80.00 %"; more where needed: 0.00001 is "0.0010 %". */
export function formatShare(share: number | null): string {
  return share === null ? absent : `${percent(share)} %`;
}

/** "79.84 – 80.16 %". */
export function formatInterval(interval: readonly [number, number] | null): string {
  return interval === null ? absent : `${(100 * interval[0]).toFixed(2)} – ${(100 * interval[1]).toFixed(2)} %`;
}

/** A difference of probabilities in percentage points, two digits that say something: 0.00042 is "0.042 pp". */
export function formatPoints(difference: number): string {
  const points = 100 * difference;
  return `${trimZeros(Math.abs(points) < 0.1 ? points.toPrecision(2) : points.toFixed(2))} pp`;
}

/** An error rate to three digits: 1e-9 is "1e-9", 0.01 is "0.01". */
export function formatRate(rate: number): string {
  const rounded = Number(rate.toPrecision(3));
  return rounded !== 0 && rounded < 0.001 ? rounded.toExponential() : String(rounded);
}

/** A logarithm with one decimal: "-14.2"; "∞" for what chance cannot do. */
export function formatLogarithm(logarithm: number): string {
  if (Number.isFinite(logarithm)) return (Math.round(10 * logarithm) / 10 + 0).toFixed(1);
  return logarithm > 0 ? "∞" : "-∞";
}

/** Two decimals, and more where they would make nothing, or all, of what is not. */
function percent(share: number): string {
  const rest = Number((100 * Math.min(share, 1 - share)).toPrecision(6));
  const decimals = rest > 0 && rest < 0.005 ? Math.min(mostDecimals, 1 - Math.floor(Math.log10(rest))) : 2;
  return share < 1e-8 && share > 0 ? (100 * share).toExponential(1) : (100 * share).toFixed(decimals);
}

function trimZeros(digits: string): string {
  return digits.includes(".") && !digits.includes("e") ? digits.replace(/\.?0+$/, "") : digits;
}
