import type { RequestRecord } from "../traffic/requestRecord.ts";
import { endings } from "./ending.ts";
import type { Plan } from "./plan.ts";
import type { RequestPool } from "./requestPool.ts";

/** What is to be told of an attempt at the moment it ends. */
export function requestRecord(
  plan: Plan,
  pool: RequestPool,
  request: number,
  how: number,
  endMs: number,
): RequestRecord {
  const deployment = pool.deployment[request] ?? -1;
  const plannedMs = pool.plannedMs[request] ?? 0;
  const outcome = endings[how]?.outcome ?? "failed";
  const served = outcome === "served";
  const batches = plan.scenario.fleet[deployment]?.replica.kind === "batching";
  return {
    request: pool.serial[request] ?? 0,
    attempt: pool.attempt[request] ?? 1,
    plannedMs,
    startMs: served ? (pool.startMs[request] ?? 0) : null,
    endMs,
    deployment: plan.deployments[deployment] ?? null,
    replica: deployment < 0 ? null : (pool.replica[request] ?? 0),
    routingTableVersion: pool.version[request] ?? 0,
    outcome,
    promptTokens: pool.promptTokens[request] ?? 0,
    outputTokens: pool.outputTokens[request] ?? 0,
    ttftMs: served && batches ? (pool.firstTokenMs[request] ?? 0) - plannedMs : null,
  };
}
