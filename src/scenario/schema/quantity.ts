import { z } from "zod";
import { expecting } from "./expecting.ts";

/** How a number with a unit is written. */
export interface Notation {
  /** What is expected, for people. */
  readonly what: string;
  readonly example: string;
  readonly pattern: RegExp;
  /** The two readings of a number that came without its unit. */
  readonly readings: (bare: string) => string;
  /** Undefined for what does not fit although the pattern does, such as a number too large. */
  readonly parse: (text: string) => number | undefined;
}

/** A field that holds a number with its unit, as a text. */
export function quantity(description: string, notation: Notation): z.ZodType<number, string> {
  const { example, parse, pattern } = notation;
  const error = expecting(notation.what, (got) => (isBareNumber(got) ? `: ${notation.readings(String(got))}` : ""));
  return z
    .string({ error })
    .regex(pattern, { error, abort: true })
    .meta({ description, examples: [example] })
    .transform((text, context) => {
      const value = parse(text);
      if (value !== undefined) return value;
      context.issues.push({ code: "custom", input: text, message: error({ input: text }) });
      return z.NEVER;
    });
}

function isBareNumber(value: unknown): boolean {
  return Number.isFinite(value) || (typeof value === "string" && /^\d{1,12}(\.\d{1,12})?$/.test(value));
}
