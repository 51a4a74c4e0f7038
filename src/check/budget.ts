import type { Expectation } from "./expectation.ts";

/** How the false-alarm rate of a check is shared out; the parts sum to at most the whole (Bonferroni). */
export interface Budget {
  /** For exact tests of each split as it is promised, and the e-process that gathers them: half each. */
  readonly conformity: number;
  /** For each test of one share against its margin. */
  readonly eachShare: number;
  /** For the order of the picks; 0 where none that could err is judged. */
  readonly order: number;
}

/**
 * The parts: a third for the order where independence was promised, else nothing; the rest half for `conformity`, half
 * for the shares, in equal parts.
 */
export function budgetOf(expectation: Pick<Expectation, "phases" | "order" | "flake">): Budget {
  const { phases, order, flake } = expectation;
  const rest = order === "independent" ? (2 * flake) / 3 : flake;
  const tests = phases.reduce((sum, { units }) => sum + testedShares(units).length, 0);
  return {
    conformity: rest / 2,
    eachShare: rest / 2 / Math.max(1, tests),
    order: order === "independent" ? flake / 3 : 0,
  };
}

/** The deployments whose share needs a test: those that may or may not get a request. Of two, one says it for both. */
export function testedShares(units: readonly number[]): readonly number[] {
  const total = units.reduce((sum, each) => sum + each, 0);
  const uncertain = [...units.keys()].filter((j) => (units[j] ?? 0) > 0 && units[j] !== total);
  return uncertain.length === 2 ? uncertain.slice(0, 1) : uncertain;
}
