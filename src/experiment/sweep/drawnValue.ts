import type { ParameterValues, ValueRange } from "../../scenario/study/study.ts";
import type { StratumPoint } from "./latinHypercube.ts";

/**
 * The value that a parameter takes at a point: of a range, a number of this part of it; of a list, its values in equal
 * shares as nearly as the number of points allows.
 *
 * @param points strata that there are
 */
export function drawnValue(values: ParameterValues, place: StratumPoint, points: number): unknown {
  if (values.kind === "list") {
    const { list } = values;
    const offset = points < list.length ? place.offset : 0;
    return list[Math.floor(((place.stratum + offset) * list.length) / points)];
  }
  const number = values.integer ? wholeNumber(values, place, points) : shortNumber(values, place, points);
  return values.unit === undefined ? number : `${decimalText(number)}${values.unit}`;
}

function wholeNumber({ from, to }: ValueRange, { stratum, offset }: StratumPoint, points: number): number {
  return Math.min(to, from + Math.floor(((stratum + offset) * (to - from + 1)) / points));
}

/** Three digits finer than a stratum are enough, as long as the number stays in its stratum. */
function shortNumber({ from, to }: ValueRange, { stratum, offset }: StratumPoint, points: number): number {
  const low = from + ((to - from) * stratum) / points;
  const high = from + ((to - from) * (stratum + 1)) / points;
  const exact = low + offset * (high - low);
  const places = Math.ceil(3 - Math.log10(high - low));
  const short = places > 15 ? exact : Number(exact.toFixed(Math.max(0, places)));
  return short >= low && short < high ? short : exact;
}

/** Without an exponent, which no quantity is written with. */
function decimalText(number: number): string {
  const text = String(number);
  return text.includes("e") ? number.toFixed(20).replace(/\.?0+$/, "") : text;
}
