import { z } from "zod";
import { expecting } from "./expecting.ts";

/** A field that holds an integer in [least, most]. */
export function wholeNumber(description: string, least: number, most: number): z.ZodType<number, number> {
  const error = expecting(`a whole number from ${least} to ${most}`);
  return z.int({ error }).min(least, { error }).max(most, { error }).meta({ description });
}

/** A field that holds a finite number in [least, most]. */
export function numberWithin(description: string, least: number, most: number): z.ZodType<number, number> {
  const error = expecting(`a number from ${least} to ${most}`);
  return z.number({ error }).min(least, { error }).max(most, { error }).meta({ description });
}

/** A field that holds a number above 0 and at most `most`. */
export function positiveNumber(description: string, most: number): z.ZodType<number, number> {
  const error = expecting(`a number above 0 and at most ${most}`);
  return z.number({ error }).positive({ error }).max(most, { error }).meta({ description });
}
