import { expect, test } from "vitest";
import { RoutingPlanner } from "../../../src/gateway/planner/routingPlanner.ts";
import type { DeploymentRecord } from "../../../src/gateway/resources.ts";
import type { RoutingPlan } from "../../../src/gateway/routingPlan.ts";
import { memoryResourceStore } from "../../../src/gateway/store/memory/memoryResourceStore.ts";

const deployment = (
  id: string,
  serving: DeploymentRecord["serving"],
  desiredReplicaCount: number,
): DeploymentRecord => ({
  ...{ account: "local", id, displayName: "", baseModel: "m", weight: 1, serving, desiredReplicaCount },
  ...{ minReplicaCount: 0, maxReplicaCount: 10, createTimeMs: 0, updateTimeMs: 0, changedIn: 1 },
});

/** A planner over an empty store, with the fleet and the clock in the hands of the test. */
function planned() {
  const store = memoryResourceStore();
  const hands = { fleetChanged: (): void => {}, tick: (): void => {}, ready: 1 };
  const planner = new RoutingPlanner(
    store,
    {
      ready: () => Array.from({ length: hands.ready }, (_, i) => ({ id: `r-${i + 1}`, baseUrl: `http://h:${i}` })),
      onChange: (changed) => {
        hands.fleetChanged = changed;
        return () => {};
      },
    },
    (_, callback) => {
      hands.tick = callback;
      return () => {};
    },
  );
  const plans: RoutingPlan[] = [];
  planner.subscribe((plan) => plans.push(plan));
  return { store, hands, planner, plans };
}

test("a change of the store is planned at the next tick, one of the fleet at once, and nothing else makes a plan", () => {
  const { store, hands, planner, plans } = planned();
  hands.tick();
  expect(plans).toHaveLength(0);
  store.change(({ deployments }) => deployments.put(deployment("a", { kind: "mock", spec: "p" }, 2)));
  expect(planner.current.deployments).toHaveLength(0);
  hands.tick();
  expect(planner.current.deployments.map(({ id, ready }) => [id, ready.length])).toEqual([["a", 1]]);
  hands.ready = 2;
  hands.fleetChanged();
  expect(planner.current.deployments[0]?.ready).toHaveLength(2);
  expect(plans.map(({ revision }) => revision)).toEqual([2, 3]);
  planner.close();
});

test("of servers that are there already, as many are ready as are wanted", () => {
  const { store, hands, planner } = planned();
  const serving = { kind: "external", baseUrls: ["http://a", "http://b", "http://c"] } as const;
  store.change(({ deployments }) => deployments.put(deployment("vllm", serving, 2)));
  hands.tick();
  expect(planner.current.deployments[0]?.ready).toEqual([
    { id: "r-1", baseUrl: "http://a" },
    { id: "r-2", baseUrl: "http://b" },
  ]);
});
