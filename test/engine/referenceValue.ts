import values from "./referenceValues.json" with { type: "json" };

type Integers = readonly bigint[];

/** A reference vector: its integers by name, single ones as lists of one. `value` holds an expectation without names. */
export interface ReferenceValue {
  readonly inputs: Readonly<Record<string, Integers>>;
  readonly expected: Readonly<Record<string, Integers>>;
}

export function referenceValue(name: string): ReferenceValue {
  const found = values.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`there is no reference value ${name}`);
  return { inputs: named(found.inputs), expected: named(found.expected) };
}

function named(value: object): Readonly<Record<string, Integers>> {
  if (Array.isArray(value)) return { value: integers(value) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, integers(item)]));
}

function integers(value: unknown): Integers {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => (typeof item === "number" || isHex(item) ? [BigInt(item)] : []));
}

function isHex(item: unknown): item is string {
  return typeof item === "string" && /^0x[0-9a-f]+$/.test(item);
}
