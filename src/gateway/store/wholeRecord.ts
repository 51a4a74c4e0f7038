import type { z } from "zod";

/**
 * A copy of the record, so that later edits of the one given do not reach the store. What could not be read back is
 * refused before anything is written: a TypeError that names the fields.
 */
export function wholeRecord<Item>(schema: z.ZodType<Item>, item: Item): Item {
  const { success, data, error } = schema.safeParse(item);
  if (success) return data;
  throw new TypeError(`A record that cannot be kept: ${faultsOf(error)}.`);
}

/** The fields and what is wrong with them, in one line. */
export function faultsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}
