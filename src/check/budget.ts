import type { Expectation } from "./expectation.ts";

/** How the false-alarm rate of a check is shared out; the parts sum to at most the whole (Bonferroni). */
export interface Budget {
  /**
   * For exact tests of each split as it is promised, and the e-process that gathers them: half each. With a margin nothing
   * is failed for these, and it goes to the tests of the windows of time against the margin.
   */
  readonly conformity: number;
  /** For each test of one share against its margin. */
  readonly eachShare: number;
  /** For the order of the picks; 0 where none that could err is judged. */
  readonly order: number;
  /** For the last word on a share; a judge that also watched the picks come in has spent the other half. */
  readonly miss: number;
}

/**
 * By how much less an order must be suspected when picks are watched while they come. Contexts grow with every pick,
 * windows only when they are full, so their mean is a fair bet at the end, not at every instant; with weights 1/3 for
 * contexts and copies and 1/12 for each of four window sizes it exceeds 1/alpha at some time with probability at most
 * (2 sqrt(1/3) + 4 sqrt(1/12))^2 alpha = 5.34 alpha: by Ville's inequality for each with a part of alpha in proportion to
 * the root of its weight.
 */
const watchedOrder = 5.34;

/**
 * The parts: a third for the order where independence was promised, else nothing; the rest half for `conformity`, half
 * for the shares, in equal parts.
 *
 * @param watched the picks are watched while they come (`SequentialJudge`), as far as the end if need be
 */
export function budgetOf(
  expectation: Pick<Expectation, "phases" | "order" | "flake" | "miss">,
  watched = false,
): Budget {
  const { phases, order, flake, miss } = expectation;
  const rest = order === "independent" ? (2 * flake) / 3 : flake;
  const tests = phases.reduce((sum, { units }) => sum + testedShares(units).length, 0);
  return {
    conformity: rest / 2,
    eachShare: rest / 2 / Math.max(1, tests),
    order: order === "independent" ? flake / 3 / (watched ? watchedOrder : 1) : 0,
    miss: watched ? miss / 2 : miss,
  };
}

/** The deployments whose share needs a test: those that may or may not get a request. Of two, one says it for both. */
export function testedShares(units: readonly number[]): readonly number[] {
  const total = units.reduce((sum, each) => sum + each, 0);
  const uncertain = [...units.keys()].filter((j) => (units[j] ?? 0) > 0 && units[j] !== total);
  return uncertain.length === 2 ? uncertain.slice(0, 1) : uncertain;
}
