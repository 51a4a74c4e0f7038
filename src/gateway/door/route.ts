import { boundedInteger } from "../../engine/boundedInteger.ts";
import type { Clock } from "../../engine/clock.ts";
import type { RandomSource } from "../../engine/randomSource.ts";
import { createSelector } from "../../routing/createSelector.ts";
import { type RoutingTable, routingTable } from "../../routing/routingTable.ts";
import type { LoadView, Selector } from "../../routing/selector.ts";
import type { ResourceStrategy } from "../../routing/strategy.ts";
import { rendezvous } from "./rendezvous.ts";
import type { ReplicaLink } from "./replicaLink.ts";
import type { SessionMemory } from "./sessionMemory.ts";
import type { DeploymentLoad, Target } from "./target.ts";

/** What a name stands for in one routing plan. */
export interface RouteSpec {
  readonly account: string;
  /** Absent when it is a deployment that is called. */
  readonly router: string | undefined;
  readonly strategy: ResourceStrategy;
  readonly sessionAffinity: boolean;
  readonly revision: number;
  readonly entries: readonly RouteEntry[];
  readonly clock: Clock;
}

export interface RouteEntry {
  readonly load: DeploymentLoad;
  /** Weight of one replica. */
  readonly weight: number;
  /** Its ready replicas. */
  readonly targets: readonly Target[];
}

/** Sends the requests to one name where its routing table says. */
export class Route implements LoadView {
  readonly spec: RouteSpec;
  private readonly table: RoutingTable;
  private readonly selector: Selector;
  private readonly targetOfSlot: readonly Target[];

  /** @throws Error when the weights or the replicas are more than a routing table holds */
  constructor(spec: RouteSpec) {
    this.spec = spec;
    this.table = routingTable(
      spec.revision,
      spec.entries.map(({ load, weight, targets }) => ({ deployment: load.deployment, ready: targets.length, weight })),
    );
    this.selector = createSelector(spec.strategy, this.table);
    this.targetOfSlot = spec.entries.flatMap(({ targets }, j) => ((this.table.units[j] ?? 0) > 0 ? targets : []));
  }

  inFlight(deployment: number): number {
    return this.spec.entries[deployment]?.load.inFlight ?? 0;
  }

  inFlightOfSlot(slot: number): number {
    return this.targetOfSlot[slot]?.link.inFlight ?? 0;
  }

  nowMs(): number {
    return this.spec.clock.nowMs();
  }

  /** No strategy of the API asks for it: sessions are kept by `pickForSession`. */
  session(): number {
    return 0;
  }

  /** Who serves the next request; undefined when the name routes nowhere. */
  pick(random: RandomSource): Target | undefined {
    return this.targetOfSlot[this.selector.pick(random, this)];
  }

  /**
   * Who serves the next request of a session: a replica of the deployment that served it before, while that is in the
   * router and gets traffic; otherwise of its rendezvous among the deployments, by their weights.
   */
  pickForSession(random: RandomSource, session: string, memory: SessionMemory): Target | undefined {
    const { account, router = "" } = this.spec;
    const key = `${account}/${router}/${session}`;
    const deployment = this.deploymentOfSession(session, memory.recall(key));
    const name = this.table.deployments[deployment];
    if (name === undefined) return undefined;
    memory.keep(key, name);
    return this.anyReplicaOf(deployment, random);
  }

  /** The same for a further attempt, which moves no session. */
  pickAgain(random: RandomSource, session: string | undefined, memory: SessionMemory): Target | undefined {
    if (session === undefined) return this.pick(random);
    const { account, router = "" } = this.spec;
    const before = memory.recall(`${account}/${router}/${session}`);
    return this.anyReplicaOf(this.deploymentOfSession(session, before), random);
  }

  /** This route with fewer replicas: those that have been tried are left out. */
  without(tried: ReadonlySet<ReplicaLink>): Route {
    const entries = this.spec.entries.map((entry) => ({
      ...entry,
      targets: entry.targets.filter(({ link }) => !tried.has(link)),
    }));
    return new Route({ ...this.spec, entries });
  }

  private deploymentOfSession(session: string, before: string | undefined): number {
    const { deployments, units } = this.table;
    const known = before === undefined ? -1 : deployments.indexOf(before);
    return (units[known] ?? 0) > 0 ? known : rendezvous(session, deployments, units);
  }

  private anyReplicaOf(deployment: number, random: RandomSource): Target | undefined {
    const targets = this.spec.entries[deployment]?.targets ?? [];
    return targets.length === 0 ? undefined : targets[boundedInteger(random, targets.length)];
  }
}
