import type { Expectation } from "../../check/expectation.ts";
import { PickTally } from "../../check/pickTally.ts";
import type { CountsSource } from "./checkRequest.ts";
import type { Gathered } from "./gathered.ts";

/** Picks that were counted elsewhere. */
export function gatherCounts({ counts }: CountsSource, expectation: Expectation): Gathered {
  const tally = new PickTally(expectation);
  for (const { name, value } of counts) {
    const deployment = expectation.deployments.indexOf(name);
    if (deployment >= 0) tally.addCount(deployment, value);
    else if (value > 0) tally.addStrangers(name, value);
  }
  const listed = counts.map(({ name, value }) => `${name} ${value}`).join(", ");
  return {
    kind: "picks",
    tally,
    facts: {
      source: "counts",
      subject: `counts ${listed}`,
      seed: null,
      instances: 1,
      placeNoun: "request",
      ordered: false,
    },
  };
}
