import type { Expectation } from "../../src/check/expectation.ts";

/** A promise of one split without end, strict rates and independent order unless told otherwise. */
export function promiseOf(units: readonly number[], other: Partial<Omit<Expectation, "phases">> = {}): Expectation {
  return {
    deployments: units.map((_, j) => `d${j}`),
    phases: [{ name: "always", fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY, units }],
    order: "independent",
    strayLimit: Math.max(1, units.length - 1),
    flake: 1e-9,
    miss: 1e-6,
    ...other,
  };
}
