import type { ArrivalSpec } from "../traffic/trafficSpec.ts";
import { formatDuration } from "./quantity/formatDuration.ts";
import type { Action, RouterUpdate } from "./scenario.ts";
import { strategyInWords } from "./strategyInWords.ts";

/** A change in words, without its instant: `scale new-deployment to 4`. */
export function describeChange(change: Action): string {
  switch (change.kind) {
    case "create-router":
      return `create router ${change.router.id} over ${change.router.deployments.join(", ")}`;
    case "update-router":
      return `update router: ${updateInWords(change)}`;
    case "delete-router":
      return "delete router";
    case "create-deployment":
      return `create ${change.deployment}`;
    case "scale":
      return `scale ${change.deployment} to ${change.replicas}${graceInWords(change.drainMs)}`;
    case "update-deployment":
      return `change start-up of ${change.deployment}`;
    case "weight":
      return `weight of ${change.deployment} to ${change.weight}`;
    case "delete-deployment":
      return `delete ${change.deployment}`;
    case "crash": {
      const replicas = `${change.replicas} ${change.replicas === 1 ? "replica" : "replicas"}`;
      return `crash ${replicas} of ${change.deployment}${change.restart ? "" : " for good"}`;
    }
    case "slow":
      return change.factor === 1
        ? `${change.deployment} at its usual speed`
        : `slow ${change.deployment} by a factor of ${change.factor}`;
    case "error-rate":
      return change.probability === 0
        ? `no more errors on ${change.deployment}`
        : `errors on ${change.deployment}: ${percent(change.probability)}`;
    case "black-hole":
      return change.on ? `black hole at ${change.deployment}` : `${change.deployment} answers again`;
    case "startup-failure":
      return change.on ? `start-ups of ${change.deployment} fail` : `start-ups of ${change.deployment} succeed again`;
    case "stale-view":
      return change.on ? "the router keeps its old view" : "the router sees changes again";
    case "traffic":
      return `traffic: ${arrivalsInWords(change.arrivals)}`;
  }
}

function graceInWords(drainMs: number | undefined): string {
  return drainMs === undefined ? "" : ` (drain ${formatDuration(drainMs)})`;
}

function updateInWords(update: RouterUpdate): string {
  const { deployments, strategy, displayName, public: isPublic, sessionAffinity } = update;
  return [
    deployments === undefined ? [] : [deployments.join(", ")],
    strategy === undefined ? [] : [`strategy ${strategyInWords(strategy)}`],
    displayName === undefined ? [] : [`display name ${JSON.stringify(displayName)}`],
    isPublic === undefined ? [] : [isPublic ? "public" : "private"],
    sessionAffinity === undefined ? [] : [`session affinity ${sessionAffinity ? "on" : "off"}`],
  ]
    .flat()
    .join("; ");
}

function arrivalsInWords(arrivals: ArrivalSpec): string {
  switch (arrivals.kind) {
    case "constant":
    case "poisson":
      return `${arrivals.kind} ${trimmed(arrivals.ratePerSecond)}/s`;
    case "staged": {
      const rates = [arrivals.startPerSecond, ...arrivals.stages.map(({ targetPerSecond }) => targetPerSecond)];
      const shown = rates.length > 5 ? [...rates.slice(0, 4).map(trimmed), "…"] : rates.map(trimmed);
      return `stages ${shown.join(" → ")} per second`;
    }
    case "trace":
      return `trace ${arrivals.file}${arrivals.rateScale === 1 ? "" : ` at ${trimmed(arrivals.rateScale)} times its speed`}`;
  }
}

function percent(share: number): string {
  return `${trimmed(share * 100)} %`;
}

/** Six significant digits, without trailing zeros. */
function trimmed(value: number): string {
  return String(Number(value.toPrecision(6)));
}
