import { z } from "zod";
import { type Answer, answer, refuse } from "./canonicalError.ts";
import { readMaskField } from "./list/listQuery.ts";
import type { Mistakes } from "./mistakes.ts";
import { parseReadMask } from "./readMask.ts";
import type { ResourceFields } from "./resourceFields.ts";

/** Parameters of a call that answers one resource. */
export interface GetQuery {
  readonly readMask?: string;
}

export const getQuery: z.ZodType<GetQuery> = z.strictObject({ readMask: readMaskField });

/** Answers what the mask leaves of a resource, or what is wrong with the request. */
export function getResource(
  { readMask }: GetQuery,
  fields: ResourceFields,
  mistakes: Mistakes,
  find: (mask: (resource: object) => Answer) => Answer,
): Answer {
  const masking = parseReadMask(readMask, fields);
  if ("mistakes" in masking) mistakes.addAll(masking.mistakes);
  if ("mistakes" in masking || !mistakes.none) return refuse("INVALID_ARGUMENT", mistakes.list());
  return find((resource) => answer(masking.mask(resource)));
}
