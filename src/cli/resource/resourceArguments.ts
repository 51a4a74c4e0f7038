import type { Typed } from "../argumentReader.ts";

/** The arguments of `router` and `deployment` as they were typed. */
export interface ResourceArguments {
  readonly name?: Typed;
  readonly accountId?: Typed;
  readonly apiKey?: Typed;
  readonly profile?: Typed;
  readonly baseUrl?: Typed;
  readonly output?: Typed;
  readonly dryRun?: boolean | undefined;
  readonly color?: boolean | undefined;

  readonly filter?: Typed;
  readonly orderBy?: Typed;
  readonly pageSize?: Typed;
  readonly pageToken?: Typed;
  readonly paginate?: boolean | undefined;

  readonly displayName?: Typed;

  readonly routerId?: Typed;
  readonly deployments?: Typed;
  readonly model?: Typed;
  readonly strategy?: Typed;
  readonly aliases?: Typed;
  readonly public?: boolean | undefined;
  readonly sessionAffinity?: boolean | undefined;

  readonly deploymentId?: Typed;
  readonly baseModel?: Typed;
  readonly replicaCount?: Typed;
  readonly minReplicaCount?: Typed;
  readonly maxReplicaCount?: Typed;
  readonly weight?: Typed;
  readonly mock?: Typed;
  readonly external?: Typed;
  readonly scaleUpWindow?: Typed;
  readonly scaleDownWindow?: Typed;
  readonly scaleToZeroWindow?: Typed;
  readonly loadTargets?: Typed;
}
