import type { Mistakes } from "./mistakes.ts";

/** How many replicas a deployment has, at least, at most, and now: integers >= 0, in this order. */
export interface ReplicaBounds {
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  readonly desiredReplicaCount: number;
}

/**
 * The bounds after some of them were sent: the others give way. Scaling to 8 moves a maximum of 4 up to 8; a new maximum
 * of 2 takes 8 replicas down to 2. What was sent and does not go together is a mistake.
 *
 * @param desiredField what the desired count is called where it was sent
 */
export function replicaBounds(
  before: ReplicaBounds,
  sent: Partial<ReplicaBounds>,
  desiredField: string,
  mistakes: Mistakes,
): ReplicaBounds {
  const least = sent.minReplicaCount ?? 0;
  const most = sent.maxReplicaCount ?? Number.POSITIVE_INFINITY;
  const desired = sent.desiredReplicaCount ?? Math.max(least, Math.min(before.desiredReplicaCount, most));
  if (least > most) mistakes.add("minReplicaCount", `expected at most maxReplicaCount, ${most}, got ${least}`);
  else if (desired < least) mistakes.add(desiredField, `expected at least minReplicaCount, ${least}, got ${desired}`);
  else if (desired > most) mistakes.add(desiredField, `expected at most maxReplicaCount, ${most}, got ${desired}`);
  return {
    minReplicaCount: sent.minReplicaCount ?? Math.min(before.minReplicaCount, desired),
    maxReplicaCount: sent.maxReplicaCount ?? Math.max(before.maxReplicaCount, desired),
    desiredReplicaCount: desired,
  };
}
