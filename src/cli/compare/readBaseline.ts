import { readFileSync } from "node:fs";
import type { Baseline } from "../../experiment/comparison/holdAgainstBaseline.ts";
import { asFields } from "../../scenario/json/asFields.ts";
import { errorText } from "../errorText.ts";

export type BaselineReading =
  | { readonly kind: "baseline"; readonly baseline: Baseline }
  | { readonly kind: "mistake"; readonly line: string };

/** Reads what an earlier `compare -o json=FILE` wrote. */
export function readBaseline(path: string): BaselineReading {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    return { kind: "mistake", line: `--baseline: ${path} cannot be read: ${errorText(error)}` };
  }
  const baseline = baselineOf(value);
  if (baseline !== undefined) return { kind: "baseline", baseline };
  return {
    kind: "mistake",
    line: `--baseline: ${path} is not the result of a comparison of this version, as compare -o json=FILE writes it`,
  };
}

type Measures = Baseline["measures"];
type Strategies = Measures[number]["strategies"];

/** Undefined when anything is not as it should be. */
function baselineOf(value: unknown): Baseline | undefined {
  const { format, version, scenario, seed, replications, measures } = asFields(value) ?? {};
  const name = asFields(scenario)?.["name"];
  const finished = asFields(replications)?.["finished"];
  const known = listOf(measures, measureOf);
  if (format !== "shuntyard-comparison" || version !== 1 || known === undefined) return undefined;
  if (typeof name !== "string" || typeof seed !== "string" || typeof finished !== "number") return undefined;
  return { scenario: { name }, seed, replications: { finished }, measures: known };
}

function measureOf(value: unknown): Measures[number] | undefined {
  const { measure, phase, strategies } = asFields(value) ?? {};
  const known = listOf(strategies, strategyOf);
  if (typeof measure !== "string" || typeof phase !== "string" || known === undefined) return undefined;
  return { measure, phase, strategies: known };
}

function strategyOf(value: unknown): Strategies[number] | undefined {
  const { strategy, values } = asFields(value) ?? {};
  const known = listOf(values, (each) => (each === null || typeof each === "number" ? { value: each } : undefined));
  if (typeof strategy !== "string" || known === undefined) return undefined;
  return { strategy, values: known.map((each) => each.value) };
}

function listOf<Item>(value: unknown, itemOf: (each: unknown) => Item | undefined): readonly Item[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map((each: unknown) => itemOf(each)).filter((item) => item !== undefined);
  return items.length === value.length ? items : undefined;
}
