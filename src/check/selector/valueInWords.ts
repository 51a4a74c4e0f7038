import type { ForeignValue } from "./foreignValue.ts";
import { oneLine } from "./oneLine.ts";

/** A value that is not what it should be: "undefined", "NaN", "a promise". */
export function valueInWords(value: ForeignValue): string {
  switch (value.kind) {
    case "primitive":
      return primitiveInWords(value.value);
    case "error":
    case "object":
      return "an object";
    case "array":
      return "an array";
    case "unreadable":
      return "something that cannot be shown";
    default:
      return `a ${value.kind}`;
  }
}

function primitiveInWords(value: Extract<ForeignValue, { readonly kind: "primitive" }>["value"]): string {
  if (typeof value === "string") return oneLine(JSON.stringify(value));
  return typeof value === "bigint" ? oneLine(`${value}n`) : String(value);
}
