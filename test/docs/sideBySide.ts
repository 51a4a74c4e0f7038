import { budgetOf, testedShares } from "../../src/check/budget.ts";
import { type Expectation, marginFor, sharesOf } from "../../src/check/expectation.ts";
import { phaseOpinions } from "../../src/check/phaseOpinion.ts";
import { planCheck } from "../../src/check/planCheck.ts";
import { leastInteger } from "../../src/statistics/leastInteger.ts";
import { drawExpectation } from "../../src/vitest/drawExpectation.ts";
import { type ConformanceTest, conformanceTests } from "./conformanceTests.ts";
import { markdownTable } from "./markdownTable.ts";
import { logRangeProbability, rangesProbability } from "./rangeProbability.ts";

/** What a conformance test, and a check in its place, would have said. Probabilities. */
export interface Comparison {
  readonly test: ConformanceTest;
  /** Of one attempt with a right router. */
  readonly failsRight: number;
  /** With all its tries. */
  readonly passesWrong: number;
  /** Requests that the check takes. */
  readonly checkRequests: number;
  /** ln of the probability that the check passes the wrong router, or of a bound on it for three deployments or more. */
  readonly logCheckPassesWrong: number;
}

/** The margin of the checks: no finer than what the tests set out to see. */
export const checkMargin = 0.05;

export const comparisons: readonly Comparison[] = conformanceTests.map(compare);

/** The table of docs/statistics.md. */
export function sideBySideTable(): string {
  return markdownTable(
    [
      "test",
      "split",
      "requests",
      "accepts",
      "tries",
      "fails a right router",
      "passes a wrong one",
      "`check` takes",
      "and passes it",
    ],
    comparisons.map(({ test, failsRight, passesWrong, checkRequests, logCheckPassesWrong }) => [
      test.project,
      test.split.join("/"),
      String(test.requests),
      test.accepted.map(([low, high]) => `${low}–${high}`).join(", "),
      Number.isFinite(test.tries) ? String(test.tries) : "until it passes",
      rarely(failsRight),
      `${test.wrong.join("/")}: ${percent(passesWrong)}`,
      checkRequests.toLocaleString("en-US"),
      power(logCheckPassesWrong),
    ]),
  );
}

function compare(test: ConformanceTest): Comparison {
  const expectation = drawExpectation(test.split, "any", { margin: checkMargin });
  const requests = planCheck(expectation).requests ?? 0;
  const passes = rangesProbability(test.accepted, test.requests, fractions(test.wrong));
  const [phase] = expectation.phases;
  return {
    test,
    failsRight: 1 - rangesProbability(test.accepted, test.requests, fractions(test.split)),
    passesWrong: -Math.expm1(test.tries * Math.log1p(-passes)),
    checkRequests: requests,
    logCheckPassesWrong: Math.min(
      ...testedShares(phase?.units ?? []).map((j) =>
        logRangeProbability(passedRange(expectation, requests, j), requests, fractions(test.wrong)[j] ?? 0),
      ),
    ),
  };
}

/** A check passes where every tested share does; this is what one of them may have got: fewest and most requests. */
export function passedRange(expectation: Expectation, requests: number, deployment: number): readonly [number, number] {
  const [phase] = expectation.phases;
  if (phase === undefined) throw new RangeError("A split is promised in one phase.");
  const budget = budgetOf(expectation);
  const share = sharesOf(phase)[deployment] ?? 0;
  const passes = (count: number): boolean => {
    const counts = phase.units.map((_, j) => (j === deployment ? count : 0));
    counts[deployment === 0 ? 1 : 0] = requests - count;
    const opinion = phaseOpinions(expectation, phase, counts, 0, budget).find((each) => each.deployment === deployment);
    return opinion?.verdict === "pass";
  };
  const middle = Math.round(requests * share);
  const reach = Math.ceil(requests * marginFor(expectation, share));
  return [
    leastInteger(middle - reach, middle, passes),
    leastInteger(middle, middle + reach, (count) => !passes(count)) - 1,
  ];
}

function fractions(percents: readonly number[]): readonly number[] {
  return percents.map((each) => each / 100);
}

/** One in how many, or a percentage: what is easier to picture. */
function rarely(probability: number): string {
  if (probability >= 0.005) return percent(probability);
  return `1 in ${Number((1 / probability).toPrecision(3)).toLocaleString("en-US")}`;
}

function percent(probability: number): string {
  return `${Number((100 * probability).toPrecision(3))} %`;
}

/** The next power of ten above: "1e-6". */
function power(logarithm: number): string {
  return `1e${Math.ceil(logarithm / Math.LN10 - 1e-9)}`;
}
