/** What the control plane knows of the fleet, and the one thing that it asks of it: all else is in the store. */
export interface FleetView {
  /** Replicas of a deployment as they are now; all zero for one that the fleet has not taken up yet. */
  replicaStats(account: string, deployment: string): ReplicaStats;
  /** Starts what a crash has taken for good, up to the number that the fleet was told last. */
  restore(account: string, deployment: string): void;
}

/** Integers >= 0. A replica that is draining counts nowhere. */
export interface ReplicaStats {
  /** Asked for, and not begun. */
  readonly pendingSchedulingReplicaCount: number;
  readonly downloadingModelReplicaCount: number;
  readonly initializingReplicaCount: number;
  /** Those that may get traffic. */
  readonly readyReplicaCount: number;
  /** All desired replicas have been ready at once before: what is missing now was lost, and is not a first start. */
  readonly everReady?: boolean;
  /** Why the deployment cannot be served, when that is so: it is FAILED. */
  readonly failure?: string;
}
