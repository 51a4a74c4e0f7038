import { z } from "zod";

/** The query of a call that has no parameters. */
export const noQuery: z.ZodType<Readonly<Record<string, never>>> = z.strictObject({});
