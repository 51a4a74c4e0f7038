import type { z } from "zod";
import { parseRate, ratePattern } from "../quantity/parseRate.ts";
import { type Notation, quantity } from "./quantity.ts";

const notation = {
  example: "40/s",
  pattern: ratePattern,
  readings: (bare: string): string => `${bare} could mean ${bare}/s or ${bare}/m, write the unit`,
};

/** A field that holds a rate, always a total; its value is per second, from 0 to a million. */
export function rate(description: string): z.ZodType<number, string> {
  const what = 'a rate such as "40/s", "3000/m" or "100/h", at most 1000000/s';
  return quantity(description, { ...notation, what, parse: parseRate });
}

/** The same, above 0. */
export function positiveRate(description: string): z.ZodType<number, string> {
  const what = 'a rate above 0 such as "40/s", "3000/m" or "100/h", at most 1000000/s';
  const parse: Notation["parse"] = (text) => parseRate(text) || undefined;
  return quantity(description, { ...notation, what, parse });
}
