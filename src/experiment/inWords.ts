import { formatDuration } from "../scenario/quantity/formatDuration.ts";

/** A share as people read it: "60.02 %"; what is not all of it is never "100 %" but "99.9987 %". */
export function percent(share: number): string {
  const rest = 100 * (1 - share);
  if (rest <= 0 || rest >= 0.1) return `${trimmed(share * 100)} %`;
  return `${Number((100 - Number(rest.toPrecision(2))).toPrecision(15))} %`;
}

/** A difference of shares: "0.4 pp". */
export function points(difference: number): string {
  return `${Number((difference * 100).toPrecision(2))} pp`;
}

/** To the second from ten seconds on, to the millisecond below. */
export function duration(ms: number): string {
  return formatDuration(ms >= 10_000 ? Math.round(ms / 1000) * 1000 : Math.round(ms));
}

/** A latency: "421.5 ms" below a second, "1.43s" and "3m7s" above. */
export function latency(ms: number): string {
  if (ms < 1000) return `${trimmed(ms)} ms`;
  return formatDuration(ms < 10_000 ? Math.round(ms / 10) * 10 : Math.round(ms / 1000) * 1000);
}

/** A number of things: "1 request", "12 requests". */
export function counted(count: number, singular: string): string {
  return `${grouped(count)} ${singular}${count === 1 ? "" : "s"}`;
}

/** Thousands set apart by commas. */
export function grouped(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Four significant digits, without trailing zeros. */
export function trimmed(value: number): string {
  return String(Number(value.toPrecision(4)));
}
