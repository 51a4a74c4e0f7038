import type { Strategy } from "../../routing/strategy.ts";
import type { Change, Scenario } from "../../scenario/scenario.ts";

/** The scenario with this strategy from its beginning to its end, whatever its changes say; as it is without one. */
export function underStrategy(scenario: Scenario, strategy: Strategy | undefined): Scenario {
  if (strategy === undefined) return scenario;
  const { router, timeline } = scenario;
  return {
    ...scenario,
    router: { ...router, strategy },
    timeline: timeline.map((change) => changed(change, strategy)),
  };
}

function changed(change: Change, strategy: Strategy): Change {
  if (change.kind === "create-router") return { ...change, router: { ...change.router, strategy } };
  return change.kind === "update-router" && change.strategy !== undefined ? { ...change, strategy } : change;
}
