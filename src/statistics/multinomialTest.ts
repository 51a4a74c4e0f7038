import { logGamma } from "./logGamma.ts";
import { refuseImproper } from "./refuseImproper.ts";
import { sum } from "./sum.ts";

/** P-values of "the counts are draws from these probabilities", which differ in what they call extreme. */
export interface MultinomialTest {
  /** Outcomes with at least the likelihood ratio against the best fit (the order of G). The one to judge by. */
  readonly byLikelihoodRatio: number;
  /** Outcomes that are no likelier. */
  readonly byProbability: number;
  /** Outcomes with at least Pearson's statistic. */
  readonly byPearson: number;
  /** Probability of the counts themselves. */
  readonly probability: number;
  /** How many outcomes there are: (n + k - 1) choose (k - 1). */
  readonly outcomes: number;
}

const outcomesAtMost = 1_000_000;

/**
 * The exact multinomial test, by enumerating every way in which n draws can fall on k categories; statistics within
 * 1e-9 of each other count as tied. `multinomialTest([0, 3, 7], [0.2, 0.3, 0.5]).byLikelihoodRatio` is 0.139818025.
 *
 * Throws RangeError when there are more than a million outcomes: judge each category by `binomialTest` then.
 */
export function multinomialTest(counts: readonly number[], probabilities: readonly number[]): MultinomialTest {
  refuseImproper(probabilities);
  if (counts.length !== probabilities.length) {
    throw new RangeError(`${counts.length} counts cannot be held against ${probabilities.length} probabilities.`);
  }
  const n = sum(counts);
  const outcomes = countOutcomes(n, counts.length);
  if (outcomes > outcomesAtMost) {
    throw new RangeError(
      `${n} draws on ${counts.length} categories have ${outcomes} outcomes; ${outcomesAtMost} can be enumerated.`,
    );
  }
  return { ...pValues(statisticsOf(counts, probabilities, n), n, probabilities), outcomes };
}

interface Statistics {
  readonly logProbability: number;
  readonly likelihoodRatio: number;
  readonly pearson: number;
}

const tie = 1e-9;

function pValues(observed: Statistics, n: number, probabilities: readonly number[]): Omit<MultinomialTest, "outcomes"> {
  let byLikelihoodRatio = 0;
  let byProbability = 0;
  let byPearson = 0;
  visitOutcomes(n, probabilities, (outcome) => {
    const probability = Math.exp(outcome.logProbability);
    if (outcome.likelihoodRatio >= observed.likelihoodRatio - tie) byLikelihoodRatio += probability;
    if (outcome.logProbability <= observed.logProbability + tie) byProbability += probability;
    if (outcome.pearson >= observed.pearson - tie) byPearson += probability;
  });
  return {
    byLikelihoodRatio: Math.min(1, byLikelihoodRatio),
    byProbability: Math.min(1, byProbability),
    byPearson: Math.min(1, byPearson),
    probability: Math.exp(observed.logProbability),
  };
}

/** Calls `visit` once for every possible outcome, sharing the work of outcomes that begin alike. */
function visitOutcomes(n: number, probabilities: readonly number[], visit: (outcome: Statistics) => void): void {
  const logFactorial = Float64Array.from({ length: n + 1 }, (_, count) => logGamma(count + 1));
  const last = probabilities.length - 1;
  const fill = (category: number, left: number, before: Statistics): void => {
    const p = probabilities[category] ?? 0;
    const most = p > 0 ? left : 0;
    for (let count = category === last ? left : 0; count <= most; count++) {
      const after = extend(before, count, logFactorial[count] ?? 0, p, n);
      if (category === last) visit(after);
      else fill(category + 1, left - count, after);
    }
  };
  fill(0, n, startOf(n));
}

function statisticsOf(counts: readonly number[], probabilities: readonly number[], n: number): Statistics {
  return counts.reduce(
    (before, count, category) => extend(before, count, logGamma(count + 1), probabilities[category] ?? 0, n),
    startOf(n),
  );
}

function startOf(n: number): Statistics {
  return { logProbability: logGamma(n + 1), likelihoodRatio: 0, pearson: 0 };
}

/** Adds a category that `count` of n draws fell on. */
function extend(before: Statistics, count: number, logFactorial: number, p: number, n: number): Statistics {
  const expected = n * p;
  const distance = count - expected;
  return {
    logProbability: before.logProbability + (count > 0 ? count * Math.log(p) - logFactorial : 0),
    likelihoodRatio: before.likelihoodRatio + (count > 0 ? count * Math.log(count / expected) : 0),
    pearson: before.pearson + (distance === 0 ? 0 : (distance * distance) / expected),
  };
}

function countOutcomes(n: number, categories: number): number {
  let outcomes = 1;
  for (let category = 1; category < categories; category++) outcomes = (outcomes * (n + category)) / category;
  return Math.round(outcomes);
}
