import { isNativeError, isPromise } from "node:util/types";

// Taken now, before a module of somebody else's can change them.
const { apply } = Reflect;
const { isArray } = Array;
const { slice } = String.prototype;
const AnyError = Error;

/** Longest text that is handed on. */
const longest = 1000;

/** A value that a module handed over, as plain data, as far as words for it need that. */
export type ForeignValue =
  | { readonly kind: "primitive"; readonly value: string | number | bigint | boolean | null | undefined }
  | { readonly kind: "function" | "symbol" | "promise" | "array" | "object" | "unreadable" }
  | { readonly kind: "error"; readonly name: string; readonly message: string; readonly stack: string };

/** Looks at nothing that could run foreign code. */
export function foreignValue(value: unknown): ForeignValue {
  switch (typeof value) {
    case "function":
      return { kind: "function" };
    case "symbol":
      return { kind: "symbol" };
    case "object":
      if (value === null) return { kind: "primitive", value };
      if (isPromise(value)) return { kind: "promise" };
      return { kind: isArray(value) ? "array" : "object" };
    case "string":
      return { kind: "primitive", value: shortened(value) };
    case "number":
    case "bigint":
    case "boolean":
      return { kind: "primitive", value };
    default:
      return { kind: "primitive", value: undefined };
  }
}

/** The same of what it threw, which may be anything, also what cannot be looked at. */
export function foreignThrown(thrown: unknown): ForeignValue {
  try {
    if (!isNativeError(thrown) && !(thrown instanceof AnyError)) return foreignValue(thrown);
    const { name, message, stack } = thrown;
    return { kind: "error", name: shortened(name), message: shortened(message), stack: `${stack}` };
  } catch {
    return { kind: "unreadable" };
  }
}

/** A text that somebody else may have made, cut to 1000 characters. */
export function shortened(text: string): string {
  return apply(slice, `${text}`, [0, longest]);
}
