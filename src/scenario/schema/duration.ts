import type { z } from "zod";
import { durationPattern, parseDuration } from "../quantity/parseDuration.ts";
import { type Notation, quantity } from "./quantity.ts";

const notation = {
  pattern: durationPattern,
  readings: (bare: string): string => `${bare} could mean ${bare}s or ${bare}ms, write the unit`,
};

/** A field that holds a duration; its value is in milliseconds, from 0 to 1000 h. */
export function duration(description: string, example = "1m30s"): z.ZodType<number, string> {
  const what = `a duration such as "${example}", at most 1000h`;
  return quantity(description, { ...notation, what, example, parse: parseDuration });
}

/** The same, above 0. */
export function positiveDuration(description: string, example = "1m30s"): z.ZodType<number, string> {
  const what = `a duration above 0 such as "${example}", at most 1000h`;
  const parse: Notation["parse"] = (text) => parseDuration(text) || undefined;
  return quantity(description, { ...notation, what, example, parse });
}
