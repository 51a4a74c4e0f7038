import { z } from "zod";
import type { CanonicalError } from "../canonicalError.ts";

const codes = [
  "INVALID_ARGUMENT",
  "FAILED_PRECONDITION",
  "UNAUTHENTICATED",
  "PERMISSION_DENIED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "RESOURCE_EXHAUSTED",
  "INTERNAL",
  "UNAVAILABLE",
] as const;

export const errorJson: z.ZodType<CanonicalError> = z.strictObject({
  code: z.enum(codes),
  message: z.string(),
  details: z.array(
    z.strictObject({
      field: z.string().meta({ description: "Path of the field that the mistake is in." }),
      description: z.string(),
    }),
  ),
});
