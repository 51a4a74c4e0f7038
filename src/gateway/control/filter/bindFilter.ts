import { didYouMean } from "../../../scenario/nearestName.ts";
import { quote } from "../../../scenario/quote.ts";
import { type ResourceFields, valueAt } from "../resourceFields.ts";
import { comparisonTest } from "./comparisonTest.ts";
import type { Comparison, Filter } from "./filter.ts";

export type ResourceTest = (resource: object) => boolean;

export type BoundFilter =
  | { readonly kind: "test"; readonly test: ResourceTest }
  /** Everything that is wrong with the comparisons. */
  | { readonly kind: "mistakes"; readonly messages: readonly string[] };

/**
 * Looks up the fields of a filter and says which resources it lets through. A comparison with what is not there does not
 * hold, whatever the comparator.
 */
export function bindFilter(filter: Filter, fields: ResourceFields): BoundFilter {
  const messages: string[] = [];
  const test = bind(filter, fields, (message) => messages.push(message));
  return messages.length === 0 ? { kind: "test", test } : { kind: "mistakes", messages };
}

function bind(filter: Filter, fields: ResourceFields, complain: (message: string) => void): ResourceTest {
  switch (filter.kind) {
    case "all": {
      const tests = filter.of.map((part) => bind(part, fields, complain));
      return (resource) => tests.every((test) => test(resource));
    }
    case "any": {
      const tests = filter.of.map((part) => bind(part, fields, complain));
      return (resource) => tests.some((test) => test(resource));
    }
    case "not": {
      const test = bind(filter.of, fields, complain);
      return (resource) => !test(resource);
    }
    case "comparison":
      return bindComparison(filter, fields, complain);
  }
}

function bindComparison(
  comparison: Comparison,
  fields: ResourceFields,
  complain: (message: string) => void,
): ResourceTest {
  const { field } = comparison;
  const kind = fields.get(field);
  if (kind === undefined) {
    complain(`there is no field ${quote(field)}${didYouMean(field, fields.keys())}`);
    return () => false;
  }
  const bound = comparisonTest(kind, comparison);
  if (bound.kind === "test") {
    return (resource) => {
      const value = valueAt(resource, field);
      return value !== undefined && bound.test(value);
    };
  }
  complain(bound.message);
  return () => false;
}
