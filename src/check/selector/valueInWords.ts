import { isPromise } from "node:util/types";
import { oneLine } from "./oneLine.ts";

/** A value that is not what it should be: "undefined", "NaN", "a promise". Looks at nothing that could run foreign code. */
export function valueInWords(value: unknown): string {
  switch (typeof value) {
    case "string":
      return oneLine(JSON.stringify(value.slice(0, 1000)));
    case "bigint":
      return oneLine(`${value}n`);
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    case "object":
      if (value === null) return "null";
      if (isPromise(value)) return "a promise";
      return Array.isArray(value) ? "an array" : "an object";
    default:
      return String(value);
  }
}
