import { judge } from "../../src/check/judge.ts";
import type { CheckClaim, CheckReport } from "../../src/check/report.ts";
import { SequentialJudge } from "../../src/check/sequentialJudge.ts";
import type { SelectorModule } from "../../src/routing/selectorModule.ts";
import { type Exhibit, expectationOf } from "./exhibit.ts";
import { PicksOfSelectors } from "./picksOfSelectors.ts";

/** When a selector was failed, and for what. */
export interface Catch {
  /** Of all selectors together. */
  readonly requests: number;
  readonly claims: readonly CheckClaim["kind"][];
}

/** Looks at a selector again and again until its judge fails it; undefined when `limit` requests give no cause. */
export function catchSelector(
  module: SelectorModule,
  exhibit: Exhibit,
  seed: string,
  limit: number,
): Catch | undefined {
  const expectation = expectationOf(exhibit);
  const sequential = new SequentialJudge(expectation);
  const picks = new PicksOfSelectors(module, exhibit, expectation, seed);
  while (picks.requests < limit) {
    picks.makeUpTo(Math.min(limit, nextLook(picks.requests)));
    const { tally, requests } = picks;
    if (picks.broken !== undefined || sequential.decide(tally) === "fail") {
      const { claims } = reportOf(picks, exhibit, { stopped: true });
      return { requests, claims: claims.filter(({ verdict }) => verdict === "fail").map(({ kind }) => kind) };
    }
  }
  return undefined;
}

/** What the judge says once, after so many requests. */
export function judgeSelector(module: SelectorModule, exhibit: Exhibit, seed: string, requests: number): CheckReport {
  const picks = new PicksOfSelectors(module, exhibit, expectationOf(exhibit), seed);
  picks.makeUpTo(requests);
  return reportOf(picks, exhibit, { stopped: false });
}

/** Every 10 requests up to 1000, and then in steps of 1 %. */
function nextLook(requests: number): number {
  return requests < 1000 ? requests + 10 : Math.ceil(1.01 * requests);
}

function reportOf(
  { tally, broken }: PicksOfSelectors,
  { name, instances }: Exhibit,
  { stopped }: { readonly stopped: boolean },
): CheckReport {
  return judge(tally, {
    source: "module",
    subject: name,
    seed: null,
    replay: "",
    instances,
    placeNoun: "request",
    ordered: true,
    stopped,
    ...(broken === undefined ? {} : { broken }),
  });
}
