import type { DeploymentSpec } from "../../fleet/deploymentSpec.ts";
import { exactUnits } from "../../routing/exactUnits.ts";
import type { RouterSpec } from "../../routing/router.ts";
import type { Complain } from "../complaints.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { formatDuration } from "../quantity/formatDuration.ts";
import { quote } from "../quote.ts";
import type { Change } from "../scenario.ts";
import type { PlacedChange } from "./resolveTimeline.ts";

/** What a control plane starts with. */
export interface Beginning {
  readonly router: RouterSpec;
  /** Those of the fleet and those created on the way. */
  readonly fleet: readonly DeploymentSpec[];
}

/**
 * Plays the timeline on the names, replica counts and weights alone, and complains of everything that a control plane
 * would refuse: what does not exist at that instant, what a router still uses, what is there already.
 */
export function walkControlPlane(beginning: Beginning, changes: readonly PlacedChange[], complain: Complain): void {
  const plane = new StaticPlane(beginning, complain);
  plane.begin();
  for (const { position, ends, change } of changes) {
    if (ends) plane.endFault(change, ["timeline", position, "for"]);
    else plane.apply(change, ["timeline", position]);
  }
}

interface Standing {
  readonly spec: DeploymentSpec;
  replicas: number;
  weight: number;
  /** Id of the change that deleted it. */
  deletedBy?: string;
  created: boolean;
}

class StaticPlane {
  private readonly complain: Complain;
  private readonly first: RouterSpec;
  private readonly standings: ReadonlyMap<string, Standing>;
  private routed: readonly string[];
  private routerDeletedBy: string | undefined;

  constructor({ router, fleet }: Beginning, complain: Complain) {
    this.complain = complain;
    this.first = router;
    this.routed = router.deployments;
    // Of two with the same name, which is a mistake, the first counts.
    this.standings = new Map(fleet.toReversed().map((spec) => [spec.name, standingOf(spec)]));
  }

  begin(): void {
    this.checkRouted(this.routed, ["router", "deployments"]);
    this.checkProportions(["router", "deployments"]);
  }

  apply(change: Change, path: JsonPath): void {
    switch (change.kind) {
      case "create-router":
        this.createRouter(change.router, path);
        break;
      case "update-router":
        this.updateRouter(change.deployments, path);
        break;
      case "delete-router":
        this.deleteRouter(change.id, path);
        break;
      case "create-deployment":
        this.create(change.deployment, path);
        break;
      case "delete-deployment":
        this.delete(change.deployment, change.id, path);
        break;
      case "scale":
        this.scale(change.deployment, change.replicas, path);
        break;
      case "weight":
        this.weigh(change.deployment, change.weight, path);
        break;
      case "crash":
        this.crash(change, path);
        break;
      case "update-deployment":
      case "slow":
      case "error-rate":
      case "black-hole":
      case "startup-failure":
        this.standing(change.deployment, [...path, "deployment"]);
        break;
      case "stale-view":
      case "traffic":
        break;
    }
  }

  endFault(change: Change, path: JsonPath): void {
    if ("deployment" in change) this.standing(change.deployment, path);
  }

  private createRouter(router: RouterSpec, path: JsonPath): void {
    if (this.routerDeletedBy === undefined) this.complain(path, `the router ${quote(this.first.id)} exists already`);
    if (router.id !== this.first.id) {
      this.complain(
        [...path, "router", "id"],
        `expected ${quote(this.first.id)}, which the application calls, got ${quote(router.id)}`,
      );
    }
    this.routerDeletedBy = undefined;
    this.route(router.deployments, [...path, "router", "deployments"]);
  }

  private updateRouter(deployments: readonly string[] | undefined, path: JsonPath): void {
    this.checkRouter(path);
    if (deployments !== undefined) this.route(deployments, [...path, "deployments"]);
  }

  private deleteRouter(id: string, path: JsonPath): void {
    this.checkRouter(path);
    this.routerDeletedBy = id;
    this.routed = [];
  }

  private checkRouter(path: JsonPath): void {
    if (this.routerDeletedBy !== undefined) {
      this.complain(path, `there is no router: ${quote(this.routerDeletedBy)} deleted it`);
    }
  }

  private route(deployments: readonly string[], path: JsonPath): void {
    this.routed = deployments;
    this.checkRouted(deployments, path);
    this.checkProportions(path);
  }

  private checkRouted(deployments: readonly string[], path: JsonPath): void {
    for (const [i, name] of deployments.entries()) this.standing(name, [...path, i]);
  }

  private create(name: string, path: JsonPath): void {
    const standing = this.standings.get(name);
    if (standing === undefined) return;
    if (standing.spec.createdAtMs === 0) {
      this.complain(
        [...path, "deployment"],
        `there is a deployment ${quote(name)} from the start; what exists from the start stands in "fleet" alone`,
      );
    } else if (standing.created) {
      this.complain(
        [...path, "deployment"],
        `there was a deployment ${quote(name)} already; every deployment has a name of its own`,
      );
    }
    standing.created = true;
  }

  private delete(name: string, id: string, path: JsonPath): void {
    const standing = this.standing(name, [...path, "deployment"]);
    if (standing === undefined) return;
    if (this.routed.includes(name)) {
      const router = quote(this.first.id);
      this.complain(
        [...path, "deployment"],
        `the router ${router} uses ${quote(name)}: update the router first, then delete the deployment`,
      );
    }
    standing.deletedBy = id;
  }

  private scale(name: string, replicas: number, path: JsonPath): void {
    const standing = this.standing(name, [...path, "deployment"]);
    if (standing === undefined) return;
    standing.replicas = replicas;
    this.checkProportions([...path, "replicas"]);
  }

  private weigh(name: string, weight: number, path: JsonPath): void {
    const standing = this.standing(name, [...path, "deployment"]);
    if (standing === undefined) return;
    standing.weight = weight;
    this.checkProportions([...path, "weight"]);
  }

  private crash(change: Extract<Change, { readonly kind: "crash" }>, path: JsonPath): void {
    const { deployment, replicas, restart, atMs } = change;
    const standing = this.standing(deployment, [...path, "deployment"]);
    if (standing === undefined) return;
    if (replicas > standing.replicas) {
      const there = `${quote(deployment)} has only ${standing.replicas} at ${formatDuration(atMs)}`;
      this.complain([...path, "replicas"], `${replicas} cannot crash: ${there}`);
    }
    if (!restart) standing.replicas = Math.max(0, standing.replicas - replicas);
  }

  /** The deployment, if it exists by now; of an unknown one something has been said elsewhere. */
  private standing(name: string, path: JsonPath): Standing | undefined {
    const standing = this.standings.get(name);
    if (standing === undefined) return undefined;
    if (!standing.created) {
      this.complain(
        path,
        `${quote(name)} does not exist yet: it is created at ${formatDuration(standing.spec.createdAtMs)}`,
      );
      return undefined;
    }
    if (standing.deletedBy === undefined) return standing;
    this.complain(path, `${quote(name)} exists no more: ${quote(standing.deletedBy)} deleted it`);
    return undefined;
  }

  /** Shares are drawn by integers: weights must have a common measure that is not too small. */
  private checkProportions(path: JsonPath): void {
    const routed = this.routed.flatMap((name) => this.standings.get(name) ?? []);
    if (routed.every(({ weight }) => weight === 1)) return;
    const units = exactUnits(
      routed.map(({ weight }) => weight),
      routed.map(({ replicas }) => replicas),
    );
    if (units.kind === "mistake") this.complain(path, notProportional);
  }
}

const notProportional =
  "with this, the weights behind the router are too far apart or have too many digits to be kept in exact proportion: round them";

function standingOf(spec: DeploymentSpec): Standing {
  return { spec, replicas: spec.replicas, weight: spec.weight, created: spec.createdAtMs === 0 };
}
