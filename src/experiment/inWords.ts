import { formatDuration } from "../scenario/quantity/formatDuration.ts";

/** A share as people read it: "60.02 %". */
export function percent(share: number): string {
  return `${trimmed(share * 100)} %`;
}

/** A difference of shares: "0.4 pp". */
export function points(difference: number): string {
  return `${trimmed(difference * 100)} pp`;
}

export function duration(ms: number): string {
  return formatDuration(Math.round(ms));
}

/** A number of things: "1 request", "12 requests". */
export function counted(count: number, singular: string): string {
  return `${grouped(count)} ${singular}${count === 1 ? "" : "s"}`;
}

/** Thousands set apart by spaces. */
export function grouped(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, " ");
}

/** Four significant digits, without trailing zeros. */
export function trimmed(value: number): string {
  return String(Number(value.toPrecision(4)));
}
