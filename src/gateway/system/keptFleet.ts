import type { FleetView, ReplicaStats } from "../control/fleetView.ts";
import type { MockFleet } from "../mock/mockFleet.ts";
import type { DeploymentRecord } from "../resources.ts";

/**
 * The fleet as the store wants it: mock deployments are those of the mock fleet; of servers that are there already, those
 * that are desired count as ready, whether anybody answers there or not.
 */
export class KeptFleet implements FleetView {
  private readonly mock: MockFleet;
  private kept: ReadonlyMap<string, DeploymentRecord> = new Map();

  constructor(mock: MockFleet) {
    this.mock = mock;
  }

  /**
   * Starts, scales and ends mock deployments as the records say.
   *
   * @param records all there are
   * @param start whether the first replicas of a new one are ready at once
   */
  follow(records: readonly DeploymentRecord[], start: "ready" | "starting"): void {
    const before = this.kept;
    this.kept = new Map(records.map((record) => [nameOf(record.account, record.id), record]));
    for (const [name, { account, id }] of before) if (!this.kept.has(name)) this.mock.remove(account, id);
    for (const record of records) this.mock.deploy(record, start);
  }

  restore(account: string, id: string): void {
    this.mock.restore(account, id);
  }

  replicaStats(account: string, id: string): ReplicaStats {
    const record = this.kept.get(nameOf(account, id));
    if (record?.serving.kind !== "external") return this.mock.replicaStats(account, id);
    return {
      pendingSchedulingReplicaCount: 0,
      downloadingModelReplicaCount: 0,
      initializingReplicaCount: 0,
      readyReplicaCount: Math.min(record.desiredReplicaCount, record.serving.baseUrls.length),
      everReady: true,
    };
  }
}

function nameOf(account: string, id: string): string {
  return `${account}/${id}`;
}
