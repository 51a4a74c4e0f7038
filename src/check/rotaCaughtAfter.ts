import { SequenceBets } from "../statistics/sequenceBets.ts";
import { SequenceTally } from "../statistics/sequenceTally.ts";
import { splitLogRatio } from "../statistics/splitLogRatio.ts";

const looksPerDoubling = 16;
const pickLimit = 200_000;
/** Answers that are remembered: a report asks several times for the same one, and it may take a tenth of a second. */
const mostRemembered = 256;
const remembered = new Map<string, number | undefined>();

/**
 * Picks after which smooth weighted round-robin over these units, the commonest thing to be sold as random, is caught by
 * `OrderJudge` at a false-alarm rate; found by dealing it out and looking. Undefined when it would take more than
 * 200 000, or when there is only one deployment to pick. `rotaCaughtAfter([3, 2], 1e-9)` is 59.
 */
export function rotaCaughtAfter(units: readonly number[], alpha: number): number | undefined {
  const question = `${units.join(",")} at ${alpha}`;
  if (remembered.has(question)) return remembered.get(question);
  if (remembered.size >= mostRemembered) remembered.clear();
  const answer = dealUntilCaught(units, alpha);
  remembered.set(question, answer);
  return answer;
}

function dealUntilCaught(units: readonly number[], alpha: number): number | undefined {
  const total = units.reduce((sum, each) => sum + each, 0);
  if (units.filter((each) => each > 0).length < 2) return undefined;
  const shares = units.map((each) => each / total);
  const bets = new SequenceBets(shares);
  const tally = new SequenceTally(shares);
  const rota = new Float64Array(units.length);
  let look = looksPerDoubling;
  for (let n = 1; n <= pickLimit; n++) {
    tally.update(nextOf(rota, units, total));
    if (n < look) continue;
    if (bets.evidence(tally).logE - splitLogRatio(tally.totals, shares) >= -Math.log(alpha)) return n;
    look = Math.max(n + 1, Math.ceil(n * 2 ** (1 / looksPerDoubling)));
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
