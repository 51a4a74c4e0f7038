import type { z } from "zod";
import type { Complain } from "../complaints.ts";
import { expected } from "../expected.ts";
import { asFields } from "../json/asFields.ts";
import { readWith } from "./readWith.ts";

/** What could be read of one entry of a list. */
export interface ListEntry<T> {
  /** The `id` as given, even where the rest of the entry is broken. */
  readonly givenId: string | undefined;
  /** Undefined for an entry that does not fit the schema. */
  readonly written: T | undefined;
  /** The fields as they stand; none when the entry is no object. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Reads a section that is a list entry by entry, so that one broken entry does not hide the others; undefined when it is no list. */
export function readList<T>(
  section: string,
  value: unknown,
  schema: z.ZodType<T>,
  most: number,
  complain: Complain,
): readonly ListEntry<T>[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    complain([section], expected("a list", value));
    return undefined;
  }
  if (value.length > most) {
    complain([section], `expected at most ${most} entries, got ${value.length}`);
    return undefined;
  }
  return value.map((entry: unknown, position): ListEntry<T> => {
    const raw = asFields(entry) ?? {};
    const { id } = raw;
    return {
      givenId: typeof id === "string" ? id : undefined,
      written: readWith(schema, entry, [section, position], complain),
      raw,
    };
  });
}
