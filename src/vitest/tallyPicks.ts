import type { Expectation } from "../check/expectation.ts";
import { PickTally } from "../check/pickTally.ts";
import type { ReceivedPicks } from "./receivedPicks.ts";
import { valueShown } from "./valueShown.ts";

const shownNames = 6;

/**
 * Tallies what `expect` was given against what was expected. Throws RangeError for a deployment that the expected split
 * does not name: it may be a slip of the pen, and with `.not` it would go unseen. (Naming it with a weight of 0 is to say
 * that it must get nothing; then it is the router's fault and the matcher's to judge.)
 */
export function tallyPicks(received: ReceivedPicks, expectation: Expectation): PickTally {
  switch (received.kind) {
    case "counts":
      return tallyOfCounts(received.counts, expectation);
    case "picks":
      return tallyOfSequence(received.picks, expectation);
  }
}

function tallyOfSequence(picks: ArrayLike<unknown>, expectation: Expectation): PickTally {
  const tally = new PickTally(expectation);
  const indexOf = indexByPick(expectation.deployments);
  for (let i = 0; i < picks.length; i++) {
    const pick = picks[i];
    const deployment = indexOf.get(pick);
    if (deployment === undefined) refuseStranger(`pick ${i + 1} is`, pick, expectation);
    else tally.pick(deployment, i + 1);
  }
  return tally;
}

function tallyOfCounts(counts: readonly (readonly [string, number])[], expectation: Expectation): PickTally {
  const tally = new PickTally(expectation);
  const indexOf = indexByPick(expectation.deployments);
  for (const [name, count] of counts) {
    const deployment = indexOf.get(name);
    if (deployment === undefined) refuseStranger("there is a count of", name, expectation);
    else tally.addCount(deployment, count);
  }
  return tally;
}

/** A pick is a name; or the index itself where the deployments are numbered. */
function indexByPick(deployments: readonly string[]): ReadonlyMap<unknown, number> {
  const numbered = deployments.map((name, index) => [Number(name), index] as const);
  return new Map<unknown, number>([
    ...numbered.filter(([number], index) => String(number) === deployments[index]),
    ...deployments.map((name, index) => [name, index] as const),
  ]);
}

function refuseStranger(where: string, pick: unknown, { deployments }: Expectation): never {
  if (typeof pick !== "string" && !(typeof pick === "number" && Number.isInteger(pick))) {
    throw new TypeError(
      `A pick is the name of a deployment, or its index in a list of weights; ${where} ${valueShown(pick)}.`,
    );
  }
  const more = deployments.length > shownNames ? ` and ${deployments.length - shownNames} more` : "";
  throw new RangeError(
    `The expected split names ${deployments.slice(0, shownNames).join(", ")}${more}, but ${where} ${valueShown(pick)}. A deployment that must get nothing is expected with 0.`,
  );
}
