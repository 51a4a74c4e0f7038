import { createHash } from "node:crypto";
import type { Strategy } from "../../routing/strategy.ts";

/** Everything that decides what comes out of a cell. */
export interface CellFacts {
  /** What plays it: "shuntyard 0.1.0 on Node 20". Others may count, or round, in another way. */
  readonly build: string;
  /** `writtenHash` of the scenario with the values of the point in it. */
  readonly scenario: string;
  /** SHA-256 of the files that the scenario names, by name. */
  readonly traces: readonly (readonly [string, string])[];
  /** In place of the scenario's own. */
  readonly strategy: Strategy | null;
  readonly seed: string;
  readonly replications: number;
  /** Measures with their phases, in their order. */
  readonly measured: readonly string[];
}

/** Digits of a key: 128 bits, so that two cells of a study share one with probability 2^-95 at most. */
const digits = 32;

/** Fields of a scenario that decide nothing of what a cell measures, or that a cell has its own for. */
const idle: readonly string[] = ["$schema", "name", "description", "seed", "replications"];

/** SHA-256 of a scenario as it is written; the order of its fields counts, because that of deployments does. */
export function writtenHash(fields: Readonly<Record<string, unknown>>): string {
  return hashOf(Object.fromEntries(Object.entries(fields).filter(([name]) => !idle.includes(name))));
}

/** The key of a cell in a store of results: 32 hexadecimal digits. */
export function cellKey(facts: CellFacts): string {
  return hashOf(facts).slice(0, digits);
}

/** SHA-256 of a JSON value, or of a text. */
export function hashOf(value: unknown): string {
  return createHash("sha256")
    .update(typeof value === "string" ? value : JSON.stringify(value))
    .digest("hex");
}
