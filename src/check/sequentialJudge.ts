import { type Budget, budgetOf } from "./budget.ts";
import { type Expectation, sharesOf } from "./expectation.ts";
import { OrderJudge, splitLogE } from "./orderEvidence.ts";
import type { PickTally } from "./pickTally.ts";
import { rotaCaughtAfter } from "./rotaCaughtAfter.ts";
import { isShownSoFar } from "./shownSoFar.ts";

/** What is known before all requests are made. */
export type Decision = "pass" | "fail";

/**
 * Looks at a tally of one phase while picks come in and says when enough is known. It may be asked as often as one
 * likes: everything it judges by holds for every stopping time, at the error rates of the expectation.
 *
 * After a decision the picks must stop and be judged with `stopped`, which comes to the same verdict.
 */
export class SequentialJudge {
  private readonly expectation: Expectation;
  private readonly budget: Budget;
  private readonly order: OrderJudge;
  private readonly shares: readonly number[];
  /** Fewer picks could not tell random from round-robin. */
  private readonly leastPicks: number;

  constructor(expectation: Expectation) {
    this.expectation = expectation;
    this.budget = budgetOf(expectation);
    this.order = new OrderJudge(expectation);
    const [phase] = expectation.phases;
    this.shares = phase === undefined ? [] : sharesOf(phase);
    const judged = expectation.order === "independent" && phase !== undefined;
    this.leastPicks = judged ? (rotaCaughtAfter(phase.units, this.budget.order) ?? 0) : 0;
  }

  /** Undefined while more requests are needed. */
  decide(tally: PickTally): Decision | undefined {
    if (this.isRefuted(tally)) return "fail";
    return this.isShown(tally) ? "pass" : undefined;
  }

  private isRefuted(tally: PickTally): boolean {
    if (tally.hasImpossible) return true;
    const { order, strayLimit } = this.expectation;
    if (order === "smooth") return tally.straysSoFar > strayLimit;
    if (splitLogE(tally.phases[0]?.totals ?? [], this.shares) >= Math.log(2 / this.budget.conformity)) return true;
    return (
      order === "independent" &&
      this.order.evidence(tally, { heads: tally.headsSoFar }).logE >= -Math.log(this.budget.order)
    );
  }

  private isShown(tally: PickTally): boolean {
    if (this.expectation.order === "smooth" || tally.picks < this.leastPicks) return false;
    return isShownSoFar(this.expectation, tally.phases[0]?.totals ?? []);
  }
}
