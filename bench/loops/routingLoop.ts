import { namedStream } from "../../src/engine/seed.ts";
import { bearerKey } from "../../src/gateway/control/principal.ts";
import { addAttribution } from "../../src/gateway/door/attribution.ts";
import { completionBody } from "../../src/gateway/door/completionBody.ts";
import { DeploymentLoads } from "../../src/gateway/door/deploymentLoads.ts";
import { doorCall } from "../../src/gateway/door/doorCall.ts";
import { usualDoorLimits } from "../../src/gateway/door/doorLimits.ts";
import { DoorMetrics } from "../../src/gateway/door/doorMetrics.ts";
import { PlannedRoutes } from "../../src/gateway/door/plannedRoutes.ts";
import { ReplicaLinks } from "../../src/gateway/door/replicaLinks.ts";
import { benchPlan } from "./benchPlan.ts";
import { question } from "./question.ts";

const request = question({ chunks: 0, everyMs: 1 });
const body = request.subarray(request.indexOf("\r\n\r\n") + 4);

/**
 * All that the door does of a request that a proxy to one fixed replica would not do, without sending anything: reads the
 * call, the key and the body, finds the route, picks the replica, writes the attribution and counts the end.
 *
 * @returns how many headers were written
 */
export function routingLoop(requests: number): number {
  const plan = benchPlan("http://127.0.0.1:1");
  const loads = new DeploymentLoads();
  const routes = new PlannedRoutes(plan, new ReplicaLinks(usualDoorLimits), loads, { nowMs: () => 0 });
  const metrics = new DoorMetrics({ plan: () => plan, inFlight: () => 0, loads });
  const random = namedStream("7f3a", "router", 0);
  let written = 0;
  for (let i = 0; i < requests; i++) {
    const call = doorCall("POST", "/v1/chat/completions");
    const read = completionBody(body);
    if (!("kind" in call) || !("model" in read)) throw new Error("expected a completion");
    const caller = bearerKey("Bearer key") === "key" ? "acme" : "";
    const target = routes.find(caller, read.model)?.pick(random);
    if (target === undefined) throw new Error("expected a replica");
    const { load, replica } = target;
    const headers: string[] = [];
    addAttribution(headers, { router: "r", deployment: load.deployment, replica, attempts: 1 });
    written += headers.length;
    const times = { durationMs: 0.001 * (i % 100), firstByteMs: 0.001 * (i % 100) };
    metrics.end({ account: "acme", router: "r", deployment: load.deployment }, "served", times);
  }
  return written;
}
