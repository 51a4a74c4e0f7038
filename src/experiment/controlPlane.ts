import type { Fleet } from "../fleet/fleet.ts";
import { createSelector } from "../routing/createSelector.ts";
import { memoryRouterStore } from "../routing/memoryRouterStore.ts";
import type { LoadedModule } from "../routing/moduleSelector.ts";
import { promisedUnits } from "../routing/promisedUnits.ts";
import type { Refusal } from "../routing/refusal.ts";
import type { Router } from "../routing/router.ts";
import { createRouter, deleteRouter, getRouter, updateRouter } from "../routing/routerOperations.ts";
import { type RoutingTable, routingTable } from "../routing/routingTable.ts";
import type { Selector } from "../routing/selector.ts";
import {
  type AskedStrategy,
  askedStrategy,
  defaultStrategy,
  type PlayedStrategy,
  type StrategyClass,
  strategyClass,
} from "../routing/strategy.ts";
import { unroutable } from "../routing/unroutable.ts";
import type { Action, Scenario } from "../scenario/scenario.ts";

/** A routing table with what it takes to route by it. Deployments and replicas are the fleet's numbers. */
export interface View {
  readonly table: RoutingTable;
  /** Absent while there is no router. */
  readonly strategy: PlayedStrategy | undefined;
  /** By slot of the table. */
  readonly deploymentOfSlot: Int32Array;
  readonly replicaOfSlot: Int32Array;
  /** By index in the table. */
  readonly deploymentOf: Int32Array;
  /** By deployment of the fleet: the split that the strategy promises in units, and the share they are. */
  readonly units: readonly number[];
  readonly shares: readonly number[];
  /** What the strategy promises about its picks beside these shares. */
  readonly promise: StrategyClass;
  /** The router sees the requests in flight as they were at the last multiple of this; 0: as they are. */
  readonly loadRefreshMs: number;
}

interface Asked {
  readonly strategy?: AskedStrategy;
  readonly module?: LoadedModule | undefined;
}

/**
 * The control plane of one replication: the real router resource in its store, the deployments it points at, and the
 * routing tables that follow from both. `committed` is right at this moment; `inForce` is what the router routes by,
 * older only while its view is stale.
 */
export class ControlPlane {
  committed: View;
  inForce: View;
  /** Routes by the table in force. */
  selector: Selector;
  /** Numbers that replicas are known by in routing tables lie below this. */
  replicasSeen = 0;
  /** Sentences about changes that were refused. */
  readonly refusals: string[] = [];
  private readonly store = memoryRouterStore();
  private readonly fleet: Fleet;
  private readonly names: readonly string[];
  private readonly indexOf: ReadonlyMap<string, number>;
  private readonly routerId: string;
  /** A strategy that the run was asked to use whatever the scenario says. */
  private readonly forced: AskedStrategy | undefined;
  private readonly module: LoadedModule | undefined;
  private readonly weights: number[];
  /** What each replica is known by in routing tables: by deployment and replica of the fleet. */
  private readonly numbersOfReplicas: readonly number[][];
  private stale = false;

  /** @param asked the strategy that the run was asked to use, and what was loaded of it if it is a module */
  constructor(scenario: Scenario, asked: Asked, fleet: Fleet) {
    this.fleet = fleet;
    this.forced = asked.strategy;
    this.module = asked.module;
    this.names = scenario.fleet.map(({ name }) => name);
    this.indexOf = new Map(this.names.map((name, index) => [name, index]));
    this.weights = scenario.fleet.map(({ weight }) => weight);
    this.numbersOfReplicas = scenario.fleet.map(() => []);
    this.routerId = scenario.router.id;
    for (const [index, spec] of scenario.fleet.entries()) if (spec.createdAtMs === 0) fleet.create(index, true);
    this.answer(
      "router",
      createRouter(this.store, scenario.router, (name) => this.exists(name)),
    );
    this.committed = this.view(1);
    this.inForce = this.committed;
    this.selector = this.selectorFor(this.inForce, undefined);
  }

  /** Carries out a change of the control plane or the fleet; traffic changes are none of its business. */
  apply(id: string, action: Action): void {
    switch (action.kind) {
      case "create-router":
        this.answer(
          id,
          createRouter(this.store, action.router, (name) => this.exists(name)),
        );
        break;
      case "update-router": {
        const { deployments, strategy } = action;
        const change = { ...(deployments && { deployments }), ...(strategy && { strategy }) };
        this.answer(
          id,
          updateRouter(this.store, this.routerId, change, (name) => this.exists(name)),
        );
        break;
      }
      case "delete-router":
        this.answer(id, deleteRouter(this.store, this.routerId));
        break;
      case "create-deployment":
        this.fleet.create(this.number(action.deployment), false);
        break;
      case "delete-deployment":
        this.deleteDeployment(id, action.deployment);
        break;
      case "scale":
        this.fleet.scale(this.number(action.deployment), action.replicas, action.drainMs);
        break;
      case "weight":
        this.weights[this.number(action.deployment)] = action.weight;
        break;
      case "update-deployment":
        this.fleet.changeStartup(this.number(action.deployment), action.startup);
        break;
      case "crash": {
        const died = this.fleet.crash(this.number(action.deployment), action.replicas, action.restart);
        if (died < action.replicas) {
          this.refusals.push(
            `${id}: ${action.replicas} replicas of ${action.deployment} were to crash, only ${died} were ready`,
          );
        }
        break;
      }
      case "slow":
        this.fleet.slow(this.number(action.deployment), action.factor);
        break;
      case "error-rate":
        this.fleet.injectErrors(this.number(action.deployment), action.probability);
        break;
      case "black-hole":
        this.fleet.blackHole(this.number(action.deployment), action.on);
        break;
      case "startup-failure":
        this.fleet.failStartups(this.number(action.deployment), action.on);
        break;
      case "stale-view":
        this.stale = action.on;
        break;
      case "traffic":
        break;
    }
  }

  /** Makes a new routing table if what it says has changed. True when the table in force is another than before. */
  commit(): boolean {
    const before = this.inForce;
    const next = this.view(this.committed.table.version + 1);
    if (!sameRouting(next, this.committed)) this.committed = next;
    if (!this.stale) this.inForce = this.committed;
    if (this.inForce === before) return false;
    this.selector = this.selectorFor(this.inForce, this.selector);
    return true;
  }

  /** Units of weight by deployment as they will be when every desired replica is ready. */
  desiredUnits(): readonly number[] {
    const router = this.router();
    const entries = (router?.deployments ?? []).map((name) => {
      const index = this.number(name);
      return { deployment: name, ready: this.fleet.desiredReplicas(index), weight: this.weights[index] ?? 0 };
    });
    const table = routingTable(0, entries);
    return this.byFleet(table, promisedUnits(this.strategyOf(router) ?? defaultStrategy, table));
  }

  private deleteDeployment(id: string, name: string): void {
    const router = this.router();
    if (router?.deployments.includes(name)) {
      this.refusals.push(
        `${id}: deployment ${name} was not deleted, router ${router.id} uses it; update the router first`,
      );
    } else this.fleet.delete(this.number(name));
  }

  private router(): Router | undefined {
    const answer = getRouter(this.store, this.routerId);
    return answer.kind === "router" ? answer.router : undefined;
  }

  private exists(name: string): boolean {
    const index = this.indexOf.get(name);
    return index !== undefined && this.fleet.exists(index);
  }

  private number(name: string): number {
    const index = this.indexOf.get(name);
    if (index === undefined) throw new Error(`the scenario has no deployment "${name}"`);
    return index;
  }

  private answer(id: string, answer: { readonly kind: string } | Refusal): void {
    if (!("mistakes" in answer)) return;
    const why = answer.mistakes.map(({ field, message }) => `${field}: ${message}`).join("; ");
    this.refusals.push(`${id} was refused (${answer.code}): ${why}`);
  }

  private view(version: number): View {
    const router = this.router();
    const members = (router?.deployments ?? []).map((name) => this.number(name));
    const table = routingTable(
      version,
      members.map((index) => ({
        deployment: this.names[index] ?? "",
        ready: this.fleet.readyReplicas(index).length,
        weight: this.weights[index] ?? 0,
        replicas: this.fleet.readyReplicas(index).map((replica) => this.numberOfReplica(index, replica)),
      })),
    );
    const deploymentOfSlot = new Int32Array(table.slots);
    const replicaOfSlot = new Int32Array(table.slots);
    for (const [j, index] of members.entries()) {
      if ((table.units[j] ?? 0) === 0) continue;
      const first = table.firstSlot[j] ?? 0;
      for (const [i, replica] of this.fleet.readyReplicas(index).entries()) {
        deploymentOfSlot[first + i] = index;
        replicaOfSlot[first + i] = replica;
      }
    }
    const strategy = this.strategyOf(router);
    const units = promisedUnits(strategy ?? defaultStrategy, table);
    const total = units.reduce((sum, each) => sum + each, 0);
    return {
      table,
      strategy,
      deploymentOfSlot,
      replicaOfSlot,
      deploymentOf: Int32Array.from(members),
      units: this.byFleet(table, units),
      shares: this.byFleet(
        table,
        units.map((each) => (total === 0 ? 0 : each / total)),
      ),
      promise: strategyClass(strategy ?? defaultStrategy),
      loadRefreshMs: router?.loadRefreshMs ?? 0,
    };
  }

  private selectorFor({ strategy, table }: View, before: Selector | undefined): Selector {
    return strategy === undefined ? unroutable : createSelector(strategy, table, before, this.module);
  }

  private strategyOf(router: Router | undefined): PlayedStrategy | undefined {
    return router === undefined ? this.forced : askedStrategy(this.forced, router.strategy);
  }

  private numberOfReplica(deployment: number, replica: number): number {
    const numbers = this.numbersOfReplicas[deployment] ?? [];
    const known = numbers[replica];
    if (known !== undefined) return known;
    const next = this.replicasSeen++;
    numbers[replica] = next;
    return next;
  }

  private byFleet(table: RoutingTable, values: readonly number[]): readonly number[] {
    const spread = this.names.map(() => 0);
    for (const [j, name] of table.deployments.entries()) spread[this.number(name)] = values[j] ?? 0;
    return spread;
  }
}

function sameRouting(a: View, b: View): boolean {
  return (
    a.strategy === b.strategy &&
    a.loadRefreshMs === b.loadRefreshMs &&
    same(a.units, b.units) &&
    same(a.deploymentOfSlot, b.deploymentOfSlot) &&
    same(a.replicaOfSlot, b.replicaOfSlot)
  );
}

function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
