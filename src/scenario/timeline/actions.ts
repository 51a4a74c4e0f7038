import type { Action, RouterUpdate } from "../scenario.ts";
import type { WrittenChange } from "../schema/change.ts";

/** Everything that a change does except to the arrivals, which depend on those before. */
export type PlainAction = Exclude<Action, { readonly kind: "traffic" }>;

/** What a written change does; undefined for one of the traffic. */
export function actionOf(written: WrittenChange): PlainAction | undefined {
  switch (written.action) {
    case "create-router":
      return { kind: written.action, router: written.router };
    case "update-router":
      return { kind: written.action, ...updateOf(written) };
    case "delete-router":
      return { kind: written.action };
    case "create-deployment":
    case "delete-deployment":
      return { kind: written.action, deployment: written.deployment };
    case "scale": {
      const { action, deployment, replicas, drain } = written;
      return { kind: action, deployment, replicas, ...(drain === undefined ? {} : { drainMs: drain }) };
    }
    case "update-deployment":
      return { kind: written.action, deployment: written.deployment, startup: written.startup };
    case "weight":
      return { kind: written.action, deployment: written.deployment, weight: written.weight };
    case "crash": {
      const { action, deployment, replicas, restart } = written;
      return { kind: action, deployment, replicas, restart };
    }
    case "slow":
      return { kind: written.action, deployment: written.deployment, factor: written.factor };
    case "error-rate":
      return { kind: written.action, deployment: written.deployment, probability: written.rate };
    case "black-hole":
    case "startup-failure":
      return { kind: written.action, deployment: written.deployment, on: true };
    case "stale-view":
      return { kind: written.action, on: true };
    case "traffic":
      return undefined;
  }
}

/** The fields of the update without those of its timing. */
function updateOf({
  deployments,
  strategy,
  displayName,
  public: isPublic,
  sessionAffinity,
}: RouterUpdate): RouterUpdate {
  return {
    ...(deployments === undefined ? {} : { deployments }),
    ...(strategy === undefined ? {} : { strategy }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(isPublic === undefined ? {} : { public: isPublic }),
    ...(sessionAffinity === undefined ? {} : { sessionAffinity }),
  };
}

/** What the end of a fault does; the action itself for changes that have no end. */
export function endOf(action: PlainAction): PlainAction {
  switch (action.kind) {
    case "slow":
      return { ...action, factor: 1 };
    case "error-rate":
      return { ...action, probability: 0 };
    case "black-hole":
    case "startup-failure":
    case "stale-view":
      return { ...action, on: false };
    default:
      return action;
  }
}
