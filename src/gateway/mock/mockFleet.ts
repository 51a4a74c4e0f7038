import type { DurationLaw } from "../../fleet/deploymentSpec.ts";
import type { FleetView, ReplicaStats } from "../control/fleetView.ts";
import type { ReplicaSource } from "../planner/replicaSource.ts";
import type { DeploymentRecord } from "../resources.ts";
import type { ReplicaAddress } from "../routingPlan.ts";
import type { FleetTime } from "./machineTime.ts";
import { MockDeployment, type MockReplica } from "./mockDeployment.ts";
import type { MockFault } from "./mockFault.ts";
import { mockSpec } from "./mockSpec.ts";
import { keyedLuck, type RequestLuck } from "./requestLuck.ts";

export interface MockFleetOptions {
  /** Of start-up times, lengths of answers, service times and injected errors: 1 to 32 hexadecimal digits. */
  readonly seed: string;
  readonly time: FleetTime;
  /** In place of the luck that the seed gives to the requests of the deployment `accounts/{account}/deployments/{id}`. */
  readonly luckOf?: (name: string) => RequestLuck;
}

/**
 * The mock deployments of a gateway, with a server on loopback for every replica. Which deployments there are and how
 * many replicas they want is told from outside; the fleet tells which replicas there are.
 */
export class MockFleet implements ReplicaSource, FleetView {
  private readonly options: MockFleetOptions;
  private readonly members = new Map<string, Member>();
  private readonly leaving = new Set<MockDeployment>();
  private readonly listeners = new Set<() => void>();
  private onEmpty: () => void = () => {};

  constructor(options: MockFleetOptions) {
    this.options = options;
  }

  /**
   * Makes the fleet serve the deployment as its record says: a new one starts its replicas, one that is there is scaled
   * when another number of replicas is desired than before, one that is served differently from before is removed and
   * started anew. A record of external servers has nothing to do here. A record that cannot be served is told by
   * `replicaStats`.
   *
   * @param start whether the first replicas need no start-up, or the time that their law says (unless given)
   */
  deploy(record: DeploymentRecord, start: "ready" | "starting" = "starting"): void {
    const { account, id, serving, desiredReplicaCount } = record;
    const known = this.members.get(keyOf(account, id));
    const text = serving.kind === "mock" ? serving.spec : undefined;
    if (known !== undefined && known.text === text) {
      // What a crash has taken for good does not come back because somebody has changed something else.
      if (known.desired === desiredReplicaCount) return;
      known.desired = desiredReplicaCount;
      known.deployment?.scale(desiredReplicaCount);
      return;
    }
    this.remove(account, id);
    if (text !== undefined) this.begin(record, text, start === "ready");
  }

  /** @param drainMs grace of the replicas that must go; as the deployment's spec says unless given */
  scale(account: string, id: string, replicas: number, drainMs?: number): void {
    this.members.get(keyOf(account, id))?.deployment?.scale(replicas, drainMs);
  }

  restore(account: string, id: string): void {
    const known = this.members.get(keyOf(account, id));
    if (known !== undefined) known.deployment?.scale(known.desired);
  }

  /** Its replicas are drained within the grace of its spec; its name is free at once. */
  remove(account: string, id: string): void {
    const key = keyOf(account, id);
    const deployment = this.members.get(key)?.deployment;
    this.members.delete(key);
    if (deployment === undefined) return;
    this.leaving.add(deployment);
    deployment.remove();
  }

  /** Does what a timeline does to the deployment that the fault names; false: the account has none of that name here. */
  inject(account: string, fault: MockFault): boolean {
    const deployment = this.members.get(keyOf(account, fault.deployment))?.deployment;
    deployment?.inject(fault);
    return deployment !== undefined;
  }

  /** Replicas that are started from now on take this long. */
  changeStartup(account: string, id: string, law: DurationLaw): void {
    this.members.get(keyOf(account, id))?.deployment?.changeStartup(law);
  }

  /** Starting, ready and draining ones, oldest first; none of a deployment that the fleet does not have. */
  replicas(account: string, id: string): readonly MockReplica[] {
    return this.members.get(keyOf(account, id))?.deployment?.replicas() ?? [];
  }

  ready(account: string, id: string): readonly ReplicaAddress[] {
    return this.replicas(account, id).flatMap(({ id: replica, baseUrl, state }) =>
      state === "ready" && baseUrl !== undefined ? [{ id: replica, baseUrl }] : [],
    );
  }

  replicaStats(account: string, id: string): ReplicaStats {
    const member = this.members.get(keyOf(account, id));
    const replicas = member?.deployment?.replicas() ?? [];
    const failure = member?.failure ?? member?.deployment?.failure;
    return {
      pendingSchedulingReplicaCount: 0,
      downloadingModelReplicaCount: 0,
      initializingReplicaCount: replicas.filter(({ state }) => state === "starting").length,
      readyReplicaCount: replicas.filter(({ state }) => state === "ready").length,
      everReady: member?.deployment?.everReady ?? false,
      ...(failure === undefined ? {} : { failure }),
    };
  }

  onChange(changed: () => void): () => void {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }

  /** Every replica is gone at once, with all its connections; resolves when every port is free. */
  async close(): Promise<void> {
    this.listeners.clear();
    for (const { deployment } of this.members.values()) if (deployment !== undefined) this.leaving.add(deployment);
    this.members.clear();
    const emptied = new Promise<void>((resolve) => {
      this.onEmpty = resolve;
    });
    for (const deployment of [...this.leaving]) deployment.close();
    if (this.leaving.size > 0) await emptied;
  }

  private begin({ account, id, desiredReplicaCount, baseModel }: DeploymentRecord, text: string, ready: boolean): void {
    const key = keyOf(account, id);
    const spec = mockSpec(text, id, desiredReplicaCount);
    if ("failure" in spec) {
      this.members.set(key, { text, desired: desiredReplicaCount, failure: spec.failure });
      this.tell();
      return;
    }
    const { seed, time, luckOf } = this.options;
    const deployment: MockDeployment = new MockDeployment(spec, {
      seed,
      time,
      name: key,
      luck: luckOf?.(key) ?? keyedLuck(seed, key),
      baseModel: baseModel === "" ? id : baseModel,
      changed: () => this.tell(),
      ended: () => this.ended(deployment),
    });
    this.members.set(key, { text, desired: desiredReplicaCount, deployment });
    deployment.begin(ready);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private ended(deployment: MockDeployment): void {
    this.leaving.delete(deployment);
    if (this.leaving.size === 0) this.onEmpty();
  }
}

interface Member {
  /** How it is served, as its record says. */
  readonly text: string;
  /** Replicas that its record desired when it was looked at last. */
  desired: number;
  readonly deployment?: MockDeployment;
  readonly failure?: string;
}

function keyOf(account: string, id: string): string {
  return `accounts/${account}/deployments/${id}`;
}
