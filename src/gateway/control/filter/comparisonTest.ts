import { expected } from "../../../scenario/expected.ts";
import { didYouMean } from "../../../scenario/nearestName.ts";
import { quote } from "../../../scenario/quote.ts";
import type { FieldKind } from "../resourceFields.ts";
import { argumentText, type Comparator, type Comparison, type FilterArgument } from "./filter.ts";
import { matchesWildcard } from "./wildcard.ts";

/** Tells whether the value of a field, which is there, passes a comparison. */
export type ValueTest = (value: unknown) => boolean;

export type BoundComparison =
  | { readonly kind: "test"; readonly test: ValueTest }
  | { readonly kind: "mistake"; readonly message: string };

/**
 * What a comparison says of the values of its field, once and for all of them. Texts and names take "*" as a wildcard
 * in `=`, `!=` and `:`; `:` is "contains" for a text, "has the element" for a list and "is there" with `*`.
 */
export function comparisonTest(field: FieldKind, comparison: Comparison): BoundComparison {
  const { comparator, argument } = comparison;
  if (comparator === ":" && argumentText(argument) === "*") return test(isPresent);
  switch (field.kind) {
    case "text":
      return textTest(comparison, (value) => [String(value)]);
    case "name":
      return textTest(comparison, (value) => namesOf(String(value)));
    case "texts":
    case "names":
      return comparator === ":" ? test(hasElement(field.kind, argument)) : wrongComparator(comparison, '":"');
    case "number":
      return ordered(comparison, Number, numberIn(argument), "a number");
    case "time":
      return ordered(comparison, (value) => Date.parse(String(value)), timeIn(argument), exampleOfTime);
    case "duration":
      return ordered(comparison, secondsIn, secondsIn(argumentText(argument)), "seconds such as 30s");
    case "boolean":
      return choiceTest(comparison, ["true", "false"]);
    case "choice":
      return choiceTest(comparison, field.of);
    case "object":
      return mistake(`expected ${comparison.field}:* (is it there), or a comparison of one of its fields`);
  }
}

const exampleOfTime = 'a time such as "2025-11-22T09:30:00Z"';

function test(pass: ValueTest): BoundComparison {
  return { kind: "test", test: pass };
}

function mistake(message: string): BoundComparison {
  return { kind: "mistake", message };
}

function wrongComparator({ field, comparator }: Comparison, fitting: string): BoundComparison {
  return mistake(`expected ${fitting} after ${quote(field)}, got ${quote(comparator)}`);
}

function isPresent(value: unknown): boolean {
  return value !== "" && !(Array.isArray(value) && value.length === 0);
}

/** A full name, and the bare id that it ends with. */
function namesOf(name: string): readonly string[] {
  return [name, name.slice(name.lastIndexOf("/") + 1)];
}

function hasElement(kind: "texts" | "names", { parts }: FilterArgument): ValueTest {
  const spellings = kind === "names" ? namesOf : (text: string): readonly string[] => [text];
  return (value) =>
    Array.isArray(value) &&
    value.some((element) => spellings(String(element)).some((text) => matchesWildcard(text, parts)));
}

/** @param spellings of a value: it passes `=` when one of them does, and `!=` when none passes `=` */
function textTest(comparison: Comparison, spellings: (value: unknown) => readonly string[]): BoundComparison {
  const { comparator, argument } = comparison;
  const { parts } = argument;
  const is: ValueTest = (value) => spellings(value).some((text) => matchesWildcard(text, parts));
  if (comparator === "=") return test(is);
  if (comparator === "!=") return test((value) => !is(value));
  if (comparator === ":") return test((value) => matchesWildcard(String(value), ["", ...parts, ""]));
  if (parts.length > 1) return mistake(`expected a value without "*" after ${quote(comparator)}`);
  return test((value) => holds(comparator, compare(String(value), argumentText(argument))));
}

function choiceTest(comparison: Comparison, choices: readonly string[]): BoundComparison {
  const { comparator, argument } = comparison;
  if (comparator !== "=" && comparator !== "!=" && comparator !== ":")
    return wrongComparator(comparison, '"=" or "!="');
  const text = argumentText(argument);
  if (!choices.includes(text)) {
    return mistake(`${expected(`one of ${choices.join(", ")}`, text)}${didYouMean(text, choices)}`);
  }
  return test((value) => (String(value) === text) === (comparator !== "!="));
}

/** @param limit NaN when the argument is no value of the kind */
function ordered(
  { comparator, argument }: Comparison,
  read: (value: unknown) => number,
  limit: number,
  what: string,
): BoundComparison {
  if (Number.isNaN(limit)) return mistake(expected(what, argumentText(argument)));
  return test((value) => holds(comparator, compare(read(value), limit)));
}

function compare(a: number | string, b: number | string): number {
  return Number(a > b) - Number(a < b);
}

function holds(comparator: Comparator, sign: number): boolean {
  switch (comparator) {
    case "=":
    case ":":
      return sign === 0;
    case "!=":
      return sign !== 0;
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    case ">=":
      return sign >= 0;
  }
}

function numberIn(argument: FilterArgument): number {
  const text = argumentText(argument);
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function timeIn(argument: FilterArgument): number {
  const text = argumentText(argument).toUpperCase();
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
}

function secondsIn(value: unknown): number {
  const text = String(value);
  return /^\d+(\.\d+)?s$/.test(text) ? Number(text.slice(0, -1)) : Number.NaN;
}
