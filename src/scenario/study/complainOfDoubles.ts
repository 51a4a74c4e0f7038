import type { Complain } from "../complaints.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { quote } from "../quote.ts";

/** Complains of every text of a list that is there already. */
export function complainOfDoubles(texts: readonly string[], path: JsonPath, complain: Complain): void {
  const seen = new Set<string>();
  for (const [position, text] of texts.entries()) {
    if (seen.has(text)) complain([...path, position], `${quote(text)} is there twice`);
    seen.add(text);
  }
}
