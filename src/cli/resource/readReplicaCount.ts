import type { ArgumentReader } from "../argumentReader.ts";
import type { ResourceArguments } from "./resourceArguments.ts";

/** More than any server takes; each has a limit of its own. */
export const mostReplicas = 1_000_000;

/** Reads `--replica-count`: the replicas that are desired from then on. */
export function readReplicaCount(typed: ResourceArguments, reader: ArgumentReader): number | undefined {
  return reader.integer("replica-count", typed.replicaCount, 0, mostReplicas);
}
