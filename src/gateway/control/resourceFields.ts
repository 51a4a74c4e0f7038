/** What the values of a field are, and so how they compare. */
export type FieldKind =
  | { readonly kind: "text" }
  /** A full name; it may be compared with the bare id at its end too. */
  | { readonly kind: "name" }
  | { readonly kind: "number" }
  | { readonly kind: "boolean" }
  /** RFC 3339, in UTC with milliseconds. */
  | { readonly kind: "time" }
  /** Seconds and an "s", such as "30s". */
  | { readonly kind: "duration" }
  | { readonly kind: "choice"; readonly of: readonly string[] }
  | { readonly kind: "texts" }
  | { readonly kind: "names" }
  /** An object, which may be absent. */
  | { readonly kind: "object" };

/** The fields of a resource as it is answered, by their path ("status.code"), in the order of the resource. */
export type ResourceFields = ReadonlyMap<string, FieldKind>;

/** The value at a path of fields; undefined where one of them is missing. */
export function valueAt(resource: object, path: string): unknown {
  let value: unknown = resource;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
