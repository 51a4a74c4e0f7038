import type { PlannedDeployment, RoutingPlan } from "../routingPlan.ts";
import type { DeploymentLoad } from "./target.ts";

/** How busy the deployments of the current plan are. */
export class DeploymentLoads {
  private loads: ReadonlyMap<string, DeploymentLoad> = new Map();

  /** Whoever stays keeps its counts. */
  keepOnly(plan: RoutingPlan): void {
    this.loads = new Map(plan.deployments.map((deployment) => [nameOf(deployment), this.of(deployment)]));
  }

  of(planned: PlannedDeployment): DeploymentLoad {
    const { account, id } = planned;
    return this.loads.get(nameOf(planned)) ?? { account, deployment: id, inFlight: 0, attempts: 0 };
  }

  all(): Iterable<DeploymentLoad> {
    return this.loads.values();
  }
}

function nameOf({ account, id }: PlannedDeployment): string {
  return `${account}/${id}`;
}
