import type { Clock } from "../../engine/clock.ts";
import type { PlannedDeployment, PlannedRouter, RoutingPlan } from "../routingPlan.ts";
import type { DeploymentLoads } from "./deploymentLoads.ts";
import type { ReplicaLinks } from "./replicaLinks.ts";
import { Route, type RouteEntry } from "./route.ts";

/** One routing plan by the names that its routers and deployments are called by. Routes are made as they are asked for. */
export class PlannedRoutes {
  readonly plan: RoutingPlan;
  private readonly links: ReplicaLinks;
  private readonly loads: DeploymentLoads;
  private readonly clock: Clock;
  private readonly accounts = new Map<string, AccountNames>();
  private readonly routes = new Map<PlannedRouter | PlannedDeployment, Route>();
  private readonly entries = new Map<PlannedDeployment, RouteEntry>();

  constructor(plan: RoutingPlan, links: ReplicaLinks, loads: DeploymentLoads, clock: Clock) {
    this.plan = plan;
    this.links = links;
    this.loads = loads;
    this.clock = clock;
    for (const deployment of plan.deployments) {
      this.namesOf(deployment.account).deployments.set(deployment.id, deployment);
    }
    for (const router of plan.routers) {
      const names = this.namesOf(router.account);
      names.routers.set(router.id, router);
      for (const alias of router.aliases) names.aliases.set(alias, router);
    }
  }

  /**
   * What `model` means to an account: a router, else an alias, else a deployment of its own, by bare id or full name; or a
   * public router of another account by full name. Undefined also for what it may not know of.
   *
   * @throws Error when the routing table of the name cannot be made
   */
  find(caller: string, model: string): Route | undefined {
    // No alias begins like a full name, though it may have steps of its own.
    if (!model.startsWith("accounts/")) {
      const names = this.accounts.get(caller);
      const router = names?.routers.get(model) ?? names?.aliases.get(model);
      return router === undefined ? this.routeTo(names?.deployments.get(model)) : this.routeOf(router);
    }
    const [, owner = "", collection, id = "", ...more] = model.split("/");
    if (more.length > 0) return undefined;
    const names = this.accounts.get(owner);
    if (collection === "deployments") return owner === caller ? this.routeTo(names?.deployments.get(id)) : undefined;
    const router = collection === "routers" ? names?.routers.get(id) : undefined;
    return router !== undefined && (owner === caller || router.public) ? this.routeOf(router) : undefined;
  }

  private routeOf(router: PlannedRouter): Route {
    const known = this.routes.get(router);
    if (known !== undefined) return known;
    const { account, id, strategy, sessionAffinity } = router;
    const names = this.namesOf(account);
    const deployments = router.deployments.flatMap((name) => names.deployments.get(name) ?? []);
    const entries = deployments.map((deployment) => this.entryOf(deployment));
    const { revision } = this.plan;
    const { clock } = this;
    const route = new Route({ account, router: id, strategy, sessionAffinity, revision, entries, clock });
    this.routes.set(router, route);
    return route;
  }

  /** A deployment that is called by its own name is served whatever its weight: that is its share in routers. */
  private routeTo(deployment: PlannedDeployment | undefined): Route | undefined {
    if (deployment === undefined) return undefined;
    const known = this.routes.get(deployment);
    if (known !== undefined) return known;
    const route = new Route({
      account: deployment.account,
      router: undefined,
      strategy: "weighted-random",
      sessionAffinity: false,
      revision: this.plan.revision,
      entries: [{ ...this.entryOf(deployment), weight: 1 }],
      clock: this.clock,
    });
    this.routes.set(deployment, route);
    return route;
  }

  private entryOf(deployment: PlannedDeployment): RouteEntry {
    const known = this.entries.get(deployment);
    if (known !== undefined) return known;
    const load = this.loads.of(deployment);
    const { baseModel, weight, ready } = deployment;
    const targets = ready.map(({ id, baseUrl }) => ({ load, baseModel, replica: id, link: this.links.to(baseUrl) }));
    const entry = { load, weight, targets };
    this.entries.set(deployment, entry);
    return entry;
  }

  private namesOf(account: string): AccountNames {
    const known = this.accounts.get(account);
    if (known !== undefined) return known;
    const names: AccountNames = { routers: new Map(), aliases: new Map(), deployments: new Map() };
    this.accounts.set(account, names);
    return names;
  }
}

interface AccountNames {
  readonly routers: Map<string, PlannedRouter>;
  readonly aliases: Map<string, PlannedRouter>;
  readonly deployments: Map<string, PlannedDeployment>;
}
