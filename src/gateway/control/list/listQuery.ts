import { z } from "zod";

/** Parameters of a list, as they come in. */
export interface ListQuery {
  readonly pageSize?: number;
  readonly pageToken?: string;
  readonly filter?: string;
  readonly orderBy?: string;
  readonly readMask?: string;
}

export const defaultPageSize = 50;
export const largestPageSize = 200;

const text = (description: string): z.ZodExactOptional<z.ZodString> => z.string().meta({ description }).exactOptional();

/** `readMask`, in every call that answers a resource that it does not change. */
export const readMaskField: z.ZodExactOptional<z.ZodString> = text(
  "Fields to return, separated by commas, such as name,status.code; empty or * for all.",
);

const pageSize = z
  .string()
  .refine((value) => /^\d{1,9}$/.test(value), {
    error: ({ input }) => `expected an integer >= 0, got ${String(input)}`,
  })
  .transform(Number)
  .meta({
    type: "integer",
    minimum: 0,
    description: `Most resources on a page: ${defaultPageSize} for 0 or when absent; above ${largestPageSize} is taken as ${largestPageSize}.`,
  });

export const listQuery: z.ZodType<ListQuery> = z.strictObject({
  pageSize: pageSize.exactOptional(),
  pageToken: text("nextPageToken of the page before; only good with all other parameters as they were."),
  filter: text(
    'AIP-160: comparisons (= != < <= > >= :) of fields, joined by AND, OR, NOT and parentheses, such as displayName = "eu *" AND NOT public = true.',
  ),
  orderBy: text(
    "Fields separated by commas, each with desc behind it to turn it round, such as createTime desc. Resources that they do not tell apart follow by name, in the direction of the last field.",
  ),
  readMask: readMaskField,
});
