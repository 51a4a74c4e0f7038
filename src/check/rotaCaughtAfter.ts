import { logMean } from "../statistics/logMean.ts";
import { SequenceBets } from "../statistics/sequenceBets.ts";
import { SequenceTally } from "../statistics/sequenceTally.ts";
import { splitLogRatio } from "../statistics/splitLogRatio.ts";

const looksPerDoubling = 16;
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

/** One selector is looked at again and again while it deals; of several each look begins anew. */
function dealUntilCaught(units: readonly number[], alpha: number, instances: number): number | undefined {
  const total = units.reduce((sum, each) => sum + each, 0);
  if (units.filter((each) => each > 0).length < 2) return undefined;
  const shares = units.map((each) => each / total);
  const bets = new SequenceBets(shares);
  let tally = new SequenceTally(shares);
  let dealt = 0;
  const rota = new Float64Array(units.length);
  const isCaught = (): boolean => {
    const { contextLogE, windowLogE } = bets.evidence(tally);
    // Several selectors are also held against each other, which says nothing of rotas that began at different places.
    const all = instances === 1 ? [contextLogE, windowLogE] : [contextLogE, windowLogE, Number.NEGATIVE_INFINITY];
    return logMean(all) - splitLogRatio(tally.totals, shares) >= -Math.log(alpha);
  };
  const deal = (picks: number): void => {
    for (let i = 0; i < picks; i++) tally.update(nextOf(rota, units, total));
  };
  for (let n = looksPerDoubling; n <= pickLimit; n = Math.max(n + 1, Math.ceil(n * 2 ** (1 / looksPerDoubling)))) {
    if (instances === 1) {
      deal(n - dealt);
      dealt = n;
    } else {
      tally = new SequenceTally(shares);
      for (let i = 0; i < instances; i++) {
        tally.restart();
        deal(Math.floor((n + i) / instances));
      }
    }
    if (isCaught()) return n;
  }
  return undefined;
}

/** nginx's rule: everyone gains its weight, the first of the largest is picked and pays the total. */
function nextOf(rota: Float64Array, units: readonly number[], total: number): number {
  let pick = 0;
  for (let j = 0; j < rota.length; j++) {
    rota[j] = (rota[j] ?? 0) + (units[j] ?? 0);
    if ((rota[j] ?? 0) > (rota[pick] ?? 0)) pick = j;
  }
  rota[pick] = (rota[pick] ?? 0) - total;
  return pick;
}
