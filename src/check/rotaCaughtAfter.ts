import { logMean } from "../statistics/logMean.ts";
import { SequenceBets } from "../statistics/sequenceBets.ts";
import { SequenceTally } from "../statistics/sequenceTally.ts";
import { splitLogRatio } from "../statistics/splitLogRatio.ts";
import { sharesOf } from "./expectation.ts";

const pickLimit = 200_000;
/** Answers that are remembered: a report asks several times for the same one, and it may take a tenth of a second. */
const mostRemembered = 256;
const remembered = new Map<string, number | undefined>();

/**
 * Picks, of all selectors together, after which smooth weighted round-robin over these units, the commonest thing to be
 * sold as random, is caught by `OrderJudge` at a false-alarm rate; found by dealing it out and looking. Each selector deals
 * its own rota. Undefined when it would take more than 200 000, or when there is only one deployment to pick.
 * `rotaCaughtAfter([3, 2], 1e-9, 1)` is 59.
 *
 * @param instances selectors that share the picks evenly, 1 or more
 */
export function rotaCaughtAfter(units: readonly number[], alpha: number, instances: number): number | undefined {
  const question = `${units.join(",")} at ${alpha} by ${instances}`;
  if (remembered.has(question)) return remembered.get(question);
  if (remembered.size >= mostRemembered) remembered.clear();
  const answer = dealUntilCaught(units, alpha, instances);
  remembered.set(question, answer);
  return answer;
}

/** Of several selectors a look takes them all anew, so those that one selector shows to be in vain are left out. */
function dealUntilCaught(units: readonly number[], alpha: number, instances: number): number | undefined {
  if (units.filter((each) => each > 0).length < 2) return undefined;
  if (instances === 1) return oneUntilCaught(units, alpha);
  const least = rotaCaughtAfter(units, alpha, 1);
  if (least === undefined) return undefined;
  const bets = new SequenceBets(sharesOf({ units }));
  return looks(units, least).find((n) => isCaught(dealtBy(units, n, instances), bets, alpha, instances));
}

function oneUntilCaught(units: readonly number[], alpha: number): number | undefined {
  const rota = new Rota(units);
  const shares = sharesOf({ units });
  const tally = new SequenceTally(shares);
  const bets = new SequenceBets(shares);
  let dealt = 0;
  return looks(units, Math.max(16, units.length)).find((n) => {
    rota.deal(n - dealt, tally);
    dealt = n;
    return isCaught(tally, bets, alpha, 1);
  });
}

/** Numbers of picks to look at. A look costs the more the more deployments there are. */
function looks({ length }: readonly number[], from: number): readonly number[] {
  const growth = length <= 8 ? 2 ** (1 / 16) : length <= 64 ? 2 ** (1 / 4) : 2;
  const picks: number[] = [];
  for (let n = from; n <= pickLimit; n = Math.max(n + 1, Math.ceil(n * growth))) picks.push(n);
  return picks;
}

function dealtBy(units: readonly number[], n: number, instances: number): SequenceTally {
  const tally = new SequenceTally(sharesOf({ units }));
  for (let i = 0; i < instances; i++) {
    tally.restart();
    new Rota(units).deal(Math.floor((n + i) / instances), tally);
  }
  return tally;
}

function isCaught(tally: SequenceTally, bets: SequenceBets, alpha: number, instances: number): boolean {
  const { contextLogE, windowLogE } = bets.evidence(tally);
  // Several selectors are also held against each other, which says nothing of rotas that began at different places.
  const all = instances === 1 ? [contextLogE, windowLogE] : [contextLogE, windowLogE, Number.NEGATIVE_INFINITY];
  return logMean(all) - splitLogRatio(tally.totals, bets.probabilities) >= -Math.log(alpha);
}

/** nginx's rule: everyone gains its weight, the first of the largest is picked and pays the total. */
class Rota {
  private readonly units: readonly number[];
  private readonly total: number;
  private readonly credit: Float64Array;

  constructor(units: readonly number[]) {
    this.units = units;
    this.total = units.reduce((sum, each) => sum + each, 0);
    this.credit = new Float64Array(units.length);
  }

  deal(picks: number, into: SequenceTally): void {
    for (let i = 0; i < picks; i++) into.update(this.next());
  }

  private next(): number {
    const { credit, units } = this;
    let pick = 0;
    for (let j = 0; j < credit.length; j++) {
      credit[j] = (credit[j] ?? 0) + (units[j] ?? 0);
      if ((credit[j] ?? 0) > (credit[pick] ?? 0)) pick = j;
    }
    credit[pick] = (credit[pick] ?? 0) - this.total;
    return pick;
  }
}
