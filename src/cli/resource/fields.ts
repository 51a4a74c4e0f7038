import { asFields } from "../../scenario/json/asFields.ts";

/** A JSON object. What a server sends is looked at field by field: another version may have left some out. */
export type Fields = Readonly<Record<string, unknown>>;

/** The text in a field; empty where there is none. */
export function textIn(fields: Fields, key: string): string {
  const value = fields[key];
  return typeof value === "string" ? value : "";
}

/** The number in a field; undefined where there is none. */
export function numberIn(fields: Fields, key: string): number | undefined {
  const value = fields[key];
  return typeof value === "number" ? value : undefined;
}

/** The texts of a list in a field; empty where there is none. */
export function textsIn(fields: Fields, key: string): readonly string[] {
  return listIn(fields, key).filter((each) => typeof each === "string");
}

/** The objects of a list in a field; empty where there is none. */
export function objectsIn(fields: Fields, key: string): readonly Fields[] {
  return listIn(fields, key)
    .map(asFields)
    .filter((each) => each !== undefined);
}

/** The object in a field; undefined where there is none. */
export function objectIn(fields: Fields, key: string): Fields | undefined {
  return asFields(fields[key]);
}

/** The list in a field; empty where there is none. */
export function listIn(fields: Fields, key: string): readonly unknown[] {
  const value = fields[key];
  return Array.isArray(value) ? value : [];
}
