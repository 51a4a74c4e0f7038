/** A total per second, minute or hour. */
export const ratePattern: RegExp = /^(\d+(?:\.\d+)?)\/([smh])$/;

const secondsIn: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** The highest rate that is read, per second. */
const highestRatePerSecond = 1e6;

/**
 * Reads a rate such as `40/s`, `3000/m` or `100/h`.
 *
 * @returns the rate per second in [0, 1e6], or undefined for anything else. `parseRate("3000/m")` is 50.
 */
export function parseRate(text: string): number | undefined {
  const match = ratePattern.exec(text);
  const rate = Number(match?.[1]) / (secondsIn[match?.[2] ?? ""] ?? Number.NaN);
  return rate <= highestRatePerSecond ? rate : undefined;
}
