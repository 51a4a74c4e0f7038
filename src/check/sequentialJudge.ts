import { type Budget, budgetOf } from "./budget.ts";
import type { Expectation } from "./expectation.ts";
import { OrderJudge, orderSpeaksAgainst } from "./orderEvidence.ts";
import type { PickTally } from "./pickTally.ts";
import { rotaCaughtAfter } from "./rotaCaughtAfter.ts";
import { isRefutedSoFar, isShownSoFar } from "./shownSoFar.ts";

/** What is known before all requests are made. */
export type Decision = "pass" | "fail";

/**
 * Looks at a tally of one phase while picks come in and says when enough is known. It may be asked as often as one
 * likes: everything it judges by holds for every stopping time, at the error rates of the expectation.
 *
 * After a decision the picks must stop and be judged with `watched` and `stopped`, which comes to the same verdict; when they
 * run out before, with `watched` alone.
 */
export class SequentialJudge {
  private readonly expectation: Expectation;
  private readonly budget: Budget;
  private readonly order: OrderJudge;
  /** Fewer picks could not tell random from round-robin. */
  private readonly leastPicks: number;

  constructor(expectation: Expectation) {
    this.expectation = expectation;
    this.budget = budgetOf(expectation, true);
    this.order = new OrderJudge(expectation);
    const [phase] = expectation.phases;
    const judged = expectation.order === "independent" && phase !== undefined;
    this.leastPicks = judged ? (rotaCaughtAfter(phase.units, this.budget.order, 1) ?? 0) : 0;
  }

  /** Undefined while more requests are needed. */
  decide(tally: PickTally): Decision | undefined {
    if (this.isRefuted(tally)) return "fail";
    return this.isShown(tally) ? "pass" : undefined;
  }

  private isRefuted(tally: PickTally): boolean {
    if (tally.hasImpossible) return true;
    const { order, strayLimit } = this.expectation;
    if (order === "smooth") return tally.straysSoFar > strayLimit + tally.lost;
    if (isRefutedSoFar(this.expectation, tally.phases[0]?.totals ?? [], tally.lost, this.budget)) return true;
    if (order !== "independent") return false;
    return orderSpeaksAgainst(this.order.evidence(tally, { heads: tally.headsSoFar, windows: [] }), this.budget.order);
  }

  private isShown(tally: PickTally): boolean {
    if (this.expectation.order === "smooth" || tally.picks < this.leastPicks) return false;
    return isShownSoFar(this.expectation, tally.phases[0]?.totals ?? [], tally.lost, this.budget);
  }
}
