import type { z } from "zod";
import { asFields } from "../../scenario/json/asFields.ts";
import { formatPath } from "../../scenario/json/formatPath.ts";
import { readWith } from "../../scenario/read/readWith.ts";
import type { Mistakes } from "./mistakes.ts";

/**
 * Reads an object whose fields are all optional. Fields that do not fit are complained of and left out, so that the
 * others can be judged in the same answer; nothing at all reads as `{}`.
 *
 * @param whole what the object is called when it is none
 */
export function readFields<T>(schema: z.ZodType<T>, value: unknown, whole: string, mistakes: Mistakes): T {
  const unfit = new Set<string | number>();
  const read = readWith(schema, value === undefined ? {} : value, [], (path, message) => {
    mistakes.add(formatPath(path) || whole, typeof message === "string" ? message : message());
    for (const key of path.slice(0, 1)) unfit.add(key);
  });
  if (read !== undefined) return read;
  const fitting = Object.entries(asFields(value) ?? {}).filter(([key]) => !unfit.has(key));
  return schema.parse(Object.fromEntries(fitting));
}
