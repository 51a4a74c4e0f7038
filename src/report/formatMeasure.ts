import type { MeasureUnit } from "../experiment/comparison/comparisonResult.ts";
import { absent } from "./formatNumber.ts";
import { formatLatency } from "./formatTime.ts";

/** A value of a measure in its unit: "84.2 ms", "1.25 %", "1,204". */
export function formatMeasure(value: number | null, unit: MeasureUnit): string {
  if (value === null) return absent;
  if (value < 0) return `-${formatMeasure(-value, unit)}`;
  switch (unit) {
    case "ms":
      return formatLatency(value);
    case "share":
      return `${digits(100 * value)} %`;
    case "requests":
      return digits(value);
    case "requests/s":
      return `${digits(value)}/s`;
  }
}

/** The same with its sign: "+84.2 ms". Nothing is "0". */
export function formatMeasureDifference(difference: number, unit: MeasureUnit): string {
  const text = formatMeasure(difference, unit === "share" ? "share" : unit).replace(/ %$/, " pp");
  return difference > 0 ? `+${text}` : text;
}

/** "410 ms – 432 ms". */
export function formatMeasureInterval(interval: readonly [number, number] | null, unit: MeasureUnit): string {
  if (interval === null) return absent;
  return `${formatMeasure(interval[0], unit)} – ${formatMeasure(interval[1], unit)}`;
}

function digits(value: number): string {
  if (value >= 1000) return value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",");
  return String(Number(value.toPrecision(3)));
}
