import { playModules } from "./playModules.ts";
import { playStrategies } from "./playStrategies.ts";
import type { SelectorJob, SelectorPlay } from "./selectorJob.ts";

const mostDeployments = 65_535;

/**
 * Has selectors make picks on worker threads, each from a stream of its own, and tallies them. The same tally, notes and
 * sentences for any number of workers.
 *
 * @throws RangeError when the deployments are not those of the expectation, or a number is not as `SelectorJob` says
 */
export async function playSelectors(job: SelectorJob): Promise<SelectorPlay> {
  refuseNumbers(job);
  const { what, deployments, expectation } = job;
  if (deployments.length > mostDeployments) {
    return { kind: "mistake", sentence: `expected at most ${mostDeployments} deployments, got ${deployments.length}` };
  }
  if (
    deployments.length !== expectation.deployments.length ||
    deployments.some(({ name }, j) => name !== expectation.deployments[j])
  ) {
    throw new RangeError("a selector picks from the deployments of the expectation, in the same order");
  }
  return what.kind === "strategy" ? playStrategies(what.strategy, job) : playModules(what.url, job);
}

function refuseNumbers({ requests, instances, workers }: SelectorJob): void {
  for (const [name, value] of Object.entries({ requests, instances, workers })) {
    if (!(Number.isSafeInteger(value) && value >= 1)) {
      throw new RangeError(`${name} of selectors: expected a whole number >= 1, got ${value}`);
    }
  }
}
