import type { GatewayState } from "./gateways.ts";

/** Every gateway takes a plan within this time, milliseconds; one that does not is told of. */
export const takenWithinMs = 1000;

export interface Readiness {
  /** `starting`: not every gateway has a plan; `late`: one has not taken a newer plan in time. */
  readonly status: "ready" | "starting" | "late" | "draining";
  readonly gateways: { readonly routing: number; readonly wanted: number; readonly late: number };
}

/** @param wanted how many gateways there are to be */
export function readinessOf(
  gateways: readonly GatewayState[],
  wanted: number,
  draining: boolean,
  nowMs: number,
): Readiness {
  const routing = gateways.filter((gateway) => gateway.routing).length;
  const late = gateways.filter((gateway) => isLate(gateway, nowMs)).length;
  return { status: statusOf(routing, wanted, late, draining), gateways: { routing, wanted, late } };
}

export function isLate({ owesSinceMs }: GatewayState, nowMs: number): boolean {
  return owesSinceMs !== undefined && nowMs - owesSinceMs > takenWithinMs;
}

function statusOf(routing: number, wanted: number, late: number, draining: boolean): Readiness["status"] {
  if (draining) return "draining";
  if (routing < wanted) return "starting";
  return late > 0 ? "late" : "ready";
}
