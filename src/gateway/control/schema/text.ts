import { z } from "zod";
import { expecting } from "../../../scenario/schema/expecting.ts";

/** A text for people: any characters but controls and halves of a surrogate pair, which not every store can keep. */
export function plainText(description: string, most: number): z.ZodType<string> {
  return z
    .string()
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { error: expecting("a text without control characters") })
    .meta({ description, maxLength: most });
}

/** As `plainText`, and its length is checked here. */
export function shortText(description: string, most: number): z.ZodType<string> {
  return plainText(description, most).refine((text) => text.length <= most, {
    error: ({ input }) => `expected at most ${most} characters, got ${String(input).length}`,
  });
}

/** A field that only we write: whatever a caller sends there is not looked at, so that an answer can be sent back. */
export const writtenByUs: z.ZodExactOptional<z.ZodUnknown> = z
  .unknown()
  .meta({ readOnly: true, description: "Written by the server; ignored in requests." })
  .exactOptional();

/** `{}`: what counts is that it is there. */
export const emptyObject: z.ZodType<Readonly<Record<string, never>>> = z.strictObject({});
