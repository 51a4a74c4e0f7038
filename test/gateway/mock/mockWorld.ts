import { machineTime } from "../../../src/gateway/mock/machineTime.ts";
import { MockFleet } from "../../../src/gateway/mock/mockFleet.ts";
import type { DeploymentRecord } from "../../../src/gateway/resources.ts";

/** A mock fleet of the test, closed at its end. */
export async function withFleet(play: (fleet: MockFleet) => Promise<void>): Promise<void> {
  const fleet = new MockFleet({ seed: "7f3a", time: machineTime });
  try {
    await play(fleet);
  } finally {
    await fleet.close();
  }
}

/** Slots that take a fixed time: the fields of a deployment as a scenario writes them. */
export function slots(slots: number, queue: number, service: string, further: object = {}): string {
  const replica = { slots, queue, service: { kind: "fixed", value: service } };
  return JSON.stringify({ replicas: 1, replica, ...further });
}

export function deploymentRecord(spec: string, replicas = 1, id = "track"): DeploymentRecord {
  return {
    account: "acme",
    id,
    displayName: "",
    baseModel: "mock-worker",
    desiredReplicaCount: replicas,
    minReplicaCount: 0,
    maxReplicaCount: 100,
    weight: 1,
    serving: { kind: "mock", spec },
    createTimeMs: 0,
    updateTimeMs: 0,
    changedIn: 0,
  };
}

/** Resolves as soon as the fleet is as told; it is asked at every change. */
export function fleetIs(fleet: MockFleet, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let end = (): void => {};
    const check = (): void => {
      if (!holds()) return;
      end();
      resolve();
    };
    end = fleet.onChange(check);
    check();
  });
}

/** Resolves with the addresses of the ready replicas when there are so many. */
export async function readyUrls(fleet: MockFleet, replicas: number, id = "track"): Promise<readonly string[]> {
  await fleetIs(fleet, () => fleet.ready("acme", id).length === replicas);
  return fleet.ready("acme", id).map(({ baseUrl }) => baseUrl);
}
