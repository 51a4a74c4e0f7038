import { meanInterval } from "../../src/statistics/meanInterval.ts";

/**
 * "1.958 ± 0.013": the mean over the seeds and the half-width of its interval at 95 %, to two digits of it. The mean alone
 * where nothing varies.
 *
 * @param unit by which the values are divided: 1000 makes seconds of milliseconds
 */
export function withInterval(sample: readonly number[], unit = 1): string {
  const { mean, halfWidth } = meanInterval(
    sample.map((value) => value / unit),
    0.05,
  );
  if (halfWidth === 0) return String(Number(mean.toPrecision(4)));
  const decimals = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(halfWidth))));
  return `${mean.toFixed(decimals)} ± ${halfWidth.toFixed(decimals)}`;
}
