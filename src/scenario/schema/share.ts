import type { z } from "zod";
import { parsePercent, parsePoints, percentPattern, pointsPattern } from "../quantity/parsePercent.ts";
import { type Notation, quantity } from "./quantity.ts";

const percent = {
  example: "20%",
  pattern: percentPattern,
  readings: (bare: string): string => `${bare} could mean ${bare}% or ${bare} times the whole, write the unit`,
};

/** How a share is written, here and among the expected shares of a check. */
export const shareNotation: Notation = {
  ...percent,
  what: 'a share from "0%" to "100%"',
  parse: (text) => within(parsePercent(text), 0, 1),
};

/** A field that holds a share such as "20%"; its value is a probability. */
export function share(description: string): z.ZodType<number, string> {
  return quantity(description, shareNotation);
}

/** A field that holds a reserve such as "20%", up to ten times the whole; its value is a fraction of the whole. */
export function reserve(description: string): z.ZodType<number, string> {
  const parse: Notation["parse"] = (text) => within(parsePercent(text), 0, 10);
  return quantity(description, { ...percent, what: 'a reserve from "0%" to "1000%"', parse });
}

/** A field that holds a margin between shares in percentage points, such as "1pp"; its value is a difference of probabilities. */
export function margin(description: string): z.ZodType<number, string> {
  return quantity(description, {
    what: 'a margin from "0.001pp" to "50pp" (percentage points)',
    example: "1pp",
    pattern: pointsPattern,
    readings: (bare) => `${bare} could mean ${bare}pp (percentage points) or ${bare}% of the share, write "${bare}pp"`,
    parse: (text) => within(parsePoints(text), 0.00001, 0.5),
  });
}

function within(value: number | undefined, least: number, most: number): number | undefined {
  return value !== undefined && value >= least && value <= most ? value : undefined;
}
