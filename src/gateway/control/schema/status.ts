import { z } from "zod";

/** How it is with a resource, as `google.rpc.Status` has it: a canonical code and a sentence. */
export interface StatusJson {
  readonly code: "OK" | "UNAVAILABLE";
  /** Empty when all is well. */
  readonly message: string;
}

const status = z.strictObject({
  code: z.enum(["OK", "UNAVAILABLE"]),
  message: z.string().meta({ description: "Empty when all is well." }),
});

const description = "OK, or why it cannot serve.";

export const statusJson: z.ZodType<StatusJson> = status.meta({ description });

/** What a read mask leaves of it. */
export const maskedStatusJson: z.ZodType = status.partial().meta({ description });
