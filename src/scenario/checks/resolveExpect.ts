import type { Complain } from "../complaints.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { parsePercent } from "../quantity/parsePercent.ts";
import { quote } from "../quote.ts";
import type { ExpectedShare } from "../scenario.ts";

/**
 * The shares that a split check expects, from replica counts (4 and 1 are 0.8 and 0.2) or from shares that make 100 %.
 * Undefined, after a complaint, when they do neither.
 *
 * @param entries name and number of every deployment, in the order of the file
 */
export function resolveExpect(
  entries: readonly (readonly [string, number | string])[],
  path: JsonPath,
  complain: Complain,
): readonly ExpectedShare[] | undefined {
  if (entries.length === 0) {
    complain(path, "expected at least one deployment, got none");
    return undefined;
  }
  const counts = entries.flatMap(([, value]) => (typeof value === "number" ? [value] : []));
  if (counts.length > 0 && counts.length < entries.length) {
    complain(path, 'expected replica counts for all, or shares for all, got both: 4 and "80%" cannot be compared');
    return undefined;
  }
  const values = entries.map(([deployment, value]) => ({ deployment, value: amountOf(value) }));
  const total = values.reduce((sum, { value }) => sum + value, 0);
  if (total === 0) {
    complain(path, "expected at least one count above 0: all of them are 0");
    return undefined;
  }
  if (counts.length === 0 && Math.abs(total - 1) > roundingError) {
    complain(
      path,
      `expected shares that make 100% together, got ${Number((total * 100).toPrecision(9))}%: ${inWords(entries)}`,
    );
    return undefined;
  }
  return values.map(({ deployment, value }) => ({ deployment, share: value / total }));
}

/** Of a sum of a thousand shares, each the double nearest to its decimal. */
const roundingError = 1e-9;

function amountOf(value: number | string): number {
  return typeof value === "number" ? value : (parsePercent(value) ?? 0);
}

function inWords(entries: readonly (readonly [string, number | string])[]): string {
  const few = entries.slice(0, 5).map(([name, value]) => `${quote(name)} ${value}`);
  return entries.length > 5 ? `${few.join(", ")}, …` : few.join(", ");
}
