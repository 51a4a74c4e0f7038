/** A value that is not what it should be, as a reader of a test's output knows it: `"a"`, `NaN`, `3n`, `a Date`. */
export function valueShown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "bigint":
      return `${value}n`;
    case "function":
      return "a function";
    case "object":
      return value === null ? "null" : objectShown(value);
    default:
      return String(value);
  }
}

function objectShown(value: object): string {
  if (Array.isArray(value)) return "an array";
  const made: unknown = Object.getPrototypeOf(value)?.constructor;
  const name = typeof made === "function" ? made.name : "";
  if (name === "" || name === "Object") return Symbol.iterator in value ? "an iterable" : "an object";
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}
