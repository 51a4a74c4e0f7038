import { z } from "zod";
import type { Collection } from "../resourceName.ts";

/** One page of a collection. */
export function listAnswer(collection: Collection, resource: z.ZodType): z.ZodType {
  return z.strictObject({
    [collection]: z.array(resource),
    nextPageToken: z.string().meta({ description: "pageToken of the next page; empty on the last." }),
    totalSize: z
      .int()
      .min(0)
      .meta({
        description:
          "Resources on all pages; absent when a filter has more than 2000 resources of the account to look at.",
      })
      .exactOptional(),
  });
}
