import { z } from "zod";
import { expecting } from "./expecting.ts";

/** A field that names a router or a deployment, by the rules of its control plane. */
export function resourceName(description: string): z.ZodType<string, string> {
  const what = 'a name of 1 to 63 lower-case letters, digits, "-" or ".", beginning and ending with a letter or digit';
  return patterned(description, what, /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/);
}

/** A field that names something of the scenario itself. */
export function label(description: string): z.ZodType<string, string> {
  const what = 'a name of 1 to 100 letters, digits, "-", "_" or ".", beginning with a letter or digit';
  return patterned(description, what, /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);
}

/** A field for people. */
export function prose(description: string): z.ZodType<string, string> {
  const error = expecting("a text of at most 10000 characters without control characters");
  return z
    .string({ error })
    .max(10_000, { error })
    .refine((text) => !/(?![\n\t])\p{Cc}/u.test(text), { error })
    .meta({ description });
}

/** A field of up to so many characters, taken as it is. */
export function textUpTo(description: string, most: number): z.ZodType<string, string> {
  const error = expecting(`a text of at most ${most} characters`);
  return z.string({ error }).max(most, { error }).meta({ description });
}

function patterned(description: string, what: string, pattern: RegExp): z.ZodType<string, string> {
  const error = expecting(what);
  return z.string({ error }).regex(pattern, { error }).meta({ description });
}
