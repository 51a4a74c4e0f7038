import type { Filter } from "./filter.ts";
import { FilterReader } from "./filterReader.ts";

const longestText = 2000;
const deepestNesting = 32;

export type ParsedFilter =
  | { readonly kind: "filter"; readonly filter: Filter }
  | { readonly kind: "mistake"; readonly message: string };

/**
 * Reads a filter of the AIP-160 grammar (https://google.aip.dev/160): comparisons of a field with a value, joined by
 * `AND` (or nothing between them), `OR`, which binds more tightly than `AND`, `NOT` and `-`, with parentheses. Functions,
 * values in parentheses and words without a field are not part of it. The empty text lets everything through.
 *
 * Example: `state = READY AND (displayName = "eu *" OR -public = true)`. Limits: 2000 characters, 32 parentheses deep.
 */
export function parseFilter(text: string): ParsedFilter {
  if (text.length > longestText) {
    return { kind: "mistake", message: `expected at most ${longestText} characters, got ${text.length}` };
  }
  const reader = new FilterReader(text);
  const filter = reader.done ? everything : readExpression(reader, 0);
  if (!reader.done) reader.fail("AND, OR or the end");
  const message = reader.mistake;
  return message === undefined ? { kind: "filter", filter } : { kind: "mistake", message };
}

const everything: Filter = { kind: "all", of: [] };

function readExpression(reader: FilterReader, depth: number): Filter {
  const of = [...readSequence(reader, depth)];
  while (reader.keyword("AND")) of.push(...readSequence(reader, depth));
  return joined("all", of);
}

/** Factors that stand side by side: they all must hold. */
function readSequence(reader: FilterReader, depth: number): readonly Filter[] {
  const of = [readFactor(reader, depth)];
  while (!reader.done && !reader.comes("AND") && reader.next !== ")") of.push(readFactor(reader, depth));
  return of;
}

function readFactor(reader: FilterReader, depth: number): Filter {
  const of = [readTerm(reader, depth)];
  while (reader.keyword("OR")) of.push(readTerm(reader, depth));
  return joined("any", of);
}

function readTerm(reader: FilterReader, depth: number): Filter {
  const negated = reader.keyword("NOT") || reader.symbol("-");
  const simple = reader.symbol("(") ? readComposite(reader, depth + 1) : readComparison(reader);
  return negated ? { kind: "not", of: simple } : simple;
}

function readComposite(reader: FilterReader, depth: number): Filter {
  if (depth > deepestNesting) {
    reader.fail(`at most ${deepestNesting} parentheses inside one another`);
    return everything;
  }
  const filter = readExpression(reader, depth);
  if (!reader.symbol(")")) reader.fail('")"');
  return filter;
}

function readComparison(reader: FilterReader): Filter {
  const field = reader.field();
  const comparator = reader.comparator(field);
  return { kind: "comparison", field, comparator, argument: reader.argument() };
}

function joined(kind: "all" | "any", of: readonly Filter[]): Filter {
  const [only] = of;
  return only !== undefined && of.length === 1 ? only : { kind, of };
}
