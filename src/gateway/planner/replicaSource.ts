import type { ReplicaAddress } from "../routingPlan.ts";

/** Who knows which replicas of a deployment may get traffic now. */
export interface ReplicaSource {
  /** In an order that stays while replicas come and go. */
  ready(account: string, deployment: string): readonly ReplicaAddress[];
  /** Called when that has changed for any deployment; returns what ends it. */
  onChange(changed: () => void): () => void;
}
