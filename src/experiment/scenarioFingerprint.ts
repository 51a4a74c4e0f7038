import { createHash } from "node:crypto";
import type { Scenario } from "../scenario/scenario.ts";
import { plainValue } from "./plainValue.ts";

/**
 * 64 hexadecimal digits that are the same for scenarios of the same meaning, traces included, however they are laid out
 * in their files: SHA-256 of the checked scenario with the fields of every object in order of their names.
 */
export function scenarioFingerprint(scenario: Scenario): string {
  const ordered = JSON.stringify(scenario, (key, value: unknown) => inOrder(plainValue(key, value)));
  return createHash("sha256").update(ordered).digest("hex");
}

function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
