import type { ReplicaLink } from "./replicaLink.ts";

/** A replica that a request can be sent to. */
export interface Target {
  readonly load: DeploymentLoad;
  readonly baseModel: string;
  /** Id of the replica in its deployment. */
  readonly replica: string;
  readonly link: ReplicaLink;
}

/** How busy a deployment is, counted over all routers and all plans that name it. */
export interface DeploymentLoad {
  readonly account: string;
  readonly deployment: string;
  /** Attempts that were begun and have not ended. */
  inFlight: number;
  /** Attempts that were ever begun. */
  attempts: number;
}
