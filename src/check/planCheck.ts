import type { SplitPhase } from "../scenario/schedule/splitSchedule.ts";
import { picksNeeded } from "../statistics/acceptanceBand.ts";
import { acceptanceRange } from "../statistics/acceptanceRange.ts";
import { type Budget, budgetOf, testedShares } from "./budget.ts";
import { type Expectation, marginFor, type OrderPromise, sharesOf } from "./expectation.ts";
import { rotaCaughtAfter } from "./rotaCaughtAfter.ts";

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

const shownShifts: readonly number[] = [0.1, 0.05, 0.02, 0.01, 0.005];

/**
 * Plans a check: exact binomial arithmetic, nothing random; of smooth picks whole numbers alone.
 *
 * @param watched the picks will be watched while they come, so the check may stop before
 */
export function planCheck(expectation: Expectation, watched = false): CheckPlan {
  const budget = budgetOf(expectation, watched);
  const phases = expectation.phases.map((phase) => planPhase(expectation, phase, budget));
  const [first] = expectation.phases;
  const judged = expectation.order === "independent" && first !== undefined;
  const requests = phases.map((phase) => phase.requests ?? 0).reduce((sum, each) => sum + each, 0);
  return {
    order: expectation.order,
    falseAlarmRate: expectation.flake,
    missRate: expectation.miss,
    requests: requests === 0 ? null : requests,
    phases,
    rotaCaughtAfter: judged ? (rotaCaughtAfter(first.units, budget.order) ?? null) : null,
  };
}

function planPhase(expectation: Expectation, phase: SplitPhase, budget: Budget): PhasePlan {
  const { deployments } = expectation;
  const shares = sharesOf(phase);
  const tested = testedShares(phase.units);
  const need = expectation.order === "smooth" ? smoothNeed(expectation) : drawsNeed(budget);
  const needs = tested.map((j) => need(shares[j] ?? 0, marginFor(expectation, shares[j] ?? 0)));
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
        accepted: accepted(expectation, share, requests ?? 1, budget),
      };
    }),
    catches:
      tested.length === 0
        ? []
        : shownShifts.map((shift) => ({
            shift,
            requests: Math.max(...tested.map((j) => need(shares[j] ?? 0, shift))),
          })),
  };
}

/** Requests that tell a share from one that is off by this much. */
type Need = (share: number, shift: number) => number;

function drawsNeed({ eachShare: flake, miss }: Budget): Need {
  return (share, shift) => picksNeeded(share, shift, flake, miss);
}

/** After so many, what a smooth selector may stray is less than the shift. */
function smoothNeed({ strayLimit }: Expectation): Need {
  return (_, shift) => Math.ceil(strayLimit / shift);
}

function accepted(
  { order, strayLimit }: Expectation,
  share: number,
  requests: number,
  { eachShare: flake }: Budget,
): readonly [number, number] {
  if (order === "smooth") {
    const even = share * requests;
    return [Math.max(0, Math.ceil(even - strayLimit)), Math.min(requests, Math.floor(even + strayLimit))];
  }
  const { low, high } = acceptanceRange(requests, share, flake);
  return [low, high];
}
