import { z } from "zod";
import { percentPattern } from "../quantity/parsePercent.ts";
import { expecting } from "./expecting.ts";
import { shareNotation } from "./share.ts";

/** What a deployment is to get: a replica count, or a share such as "80%". */
export const expectedShare: z.ZodType<number | string> = z.union(
  [z.number().min(0).max(1e9), z.string().regex(percentPattern)],
  { error: expecting(`a replica count such as 4, or ${shareNotation.what}`) },
);
