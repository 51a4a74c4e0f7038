import type { SplitPhase } from "../scenario/schedule/splitSchedule.ts";
import { picksNeeded } from "../statistics/acceptanceBand.ts";
import { acceptanceRange } from "../statistics/acceptanceRange.ts";
import { type Budget, budgetOf, testedShares } from "./budget.ts";
import { type Expectation, marginFor, type OrderPromise, sharesOf } from "./expectation.ts";
import { rotaCaughtAfter } from "./rotaCaughtAfter.ts";
import { unguardedNote } from "./unguardedNote.ts";

/** What a check takes and what it would catch, before anything runs. Plain data. */
export interface CheckPlan {
  readonly order: OrderPromise;
  readonly falseAlarmRate: number;
  readonly missRate: number;
  /** Requests that the whole check takes; null when the promised split leaves nothing to chance. */
  readonly requests: number | null;
  readonly phases: readonly PhasePlan[];
  /** Requests after which smooth round-robin is told from random draws; null where that is not judged. */
  readonly rotaCaughtAfter: number | null;
  /** Things a reader must know. Sentences. */
  readonly notes: readonly string[];
}

export interface PhasePlan {
  readonly name: string;
  readonly shares: readonly SharePlanned[];
  /** Requests that this phase takes; null when its split leaves nothing to chance. */
  readonly requests: number | null;
  /** Departures in [0, 1] and the requests that catch them wherever they are, with the same error rates. */
  readonly catches: readonly { readonly shift: number; readonly requests: number }[];
}

export interface SharePlanned {
  readonly deployment: string;
  readonly share: number;
  readonly margin: number;
  /** Requests that tell this share from one that is off by the margin; null for a share of 0 or 1. */
  readonly requests: number | null;
  /** A count of the phase's requests in this range passes; just outside it one may, where it is still shown to be near enough. */
  readonly accepted: readonly [number, number];
}

/** The same departure takes the more requests the larger the variance of a share: the others need not be asked. */
const mostCompared = 16;
const shownShifts: readonly number[] = [0.1, 0.05, 0.02, 0.01, 0.005];

/**
 * Plans a check: exact binomial arithmetic, nothing random; of smooth picks whole numbers alone.
 *
 * @param watched the picks will be watched while they come, so the check may stop before
 * @param instances selectors that will make the picks together
 */
export function planCheck(expectation: Expectation, watched = false, instances = 1): CheckPlan {
  const budget = budgetOf(expectation, watched);
  const phases = expectation.phases.map((phase) => planPhase(expectation, phase, budget, instances));
  const [first] = expectation.phases;
  const judged = expectation.order === "independent" && first !== undefined;
  const requests = phases.map((phase) => phase.requests ?? 0).reduce((sum, each) => sum + each, 0);
  return {
    order: expectation.order,
    falseAlarmRate: expectation.flake,
    missRate: expectation.miss,
    requests: requests === 0 ? null : requests,
    phases,
    rotaCaughtAfter: judged ? (rotaCaughtAfter(first.units, budget.order, instances) ?? null) : null,
    notes: unguardedNote(expectation),
  };
}

function planPhase(expectation: Expectation, phase: SplitPhase, budget: Budget, instances: number): PhasePlan {
  const { deployments } = expectation;
  const shares = sharesOf(phase);
  const tested = testedShares(phase.units);
  const need = expectation.order === "smooth" ? smoothNeed(expectation, instances) : drawsNeed(budget);
  const needs = tested.map((j) => need(shares[j] ?? 0, marginFor(expectation, shares[j] ?? 0)));
  const variance = (j: number): number => (shares[j] ?? 0) * (1 - (shares[j] ?? 0));
  const hardest = [...tested].sort((a, b) => variance(b) - variance(a)).slice(0, mostCompared);
  const requests = needs.length === 0 ? null : Math.max(...needs);
  return {
    name: phase.name,
    requests,
    shares: deployments.map((deployment, j) => {
      const share = shares[j] ?? 0;
      const margin = marginFor(expectation, share);
      const certain = share === 0 || share === 1;
      return {
        ...{ deployment, share, margin },
        requests: certain ? null : need(share, margin),
        accepted: accepted(expectation, share, requests ?? 1, budget, instances),
      };
    }),
    catches:
      tested.length === 0
        ? []
        : shownShifts.map((shift) => ({
            shift,
            requests: Math.max(...hardest.map((j) => need(shares[j] ?? 0, shift))),
          })),
  };
}

/** Requests that tell a share from one that is off by this much. */
type Need = (share: number, shift: number) => number;

/** Of many deployments most have the same share as others. */
function drawsNeed({ eachShare: flake, miss }: Budget): Need {
  const known = new Map<string, number>();
  return (share, shift) => {
    const question = `${share} ${shift}`;
    const needed = known.get(question) ?? picksNeeded(share, shift, flake, miss);
    known.set(question, needed);
    return needed;
  };
}

/** After so many, what all smooth selectors together may stray is less than the shift. */
function smoothNeed({ strayLimit }: Expectation, instances: number): Need {
  return (_, shift) => Math.ceil((strayLimit * instances) / shift);
}

function accepted(
  { order, strayLimit }: Expectation,
  share: number,
  requests: number,
  { eachShare: flake }: Budget,
  instances: number,
): readonly [number, number] {
  if (order === "smooth") {
    const even = share * requests;
    const reach = strayLimit * instances;
    return [Math.max(0, Math.ceil(even - reach)), Math.min(requests, Math.floor(even + reach))];
  }
  const { low, high } = acceptanceRange(requests, share, flake);
  return [low, high];
}
