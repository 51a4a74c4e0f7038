import type { DeploymentSpec } from "../fleet/deploymentSpec.ts";
import type { ArrivalSpec, TokenLaw, TrafficSpec } from "../traffic/trafficSpec.ts";
import type { Complain } from "./complaints.ts";
import { quote } from "./quote.ts";
import type { WrittenTraffic } from "./schema/traffic.ts";
import type { Timeline } from "./timeline/resolveTimeline.ts";

/** Where no replica models tokens, every request has the smallest size there is. */
const noPrompt: TokenLaw = { kind: "fixed", value: 0 };
const shortestOutput: TokenLaw = { kind: "fixed", value: 1 };

/** The traffic with its traces read; complains where replicas model tokens and nothing says how many there are. */
export function trafficOf(
  parts: {
    readonly traffic: WrittenTraffic | undefined;
    readonly arrivals: ArrivalSpec | undefined;
    readonly fleet: readonly DeploymentSpec[] | undefined;
    readonly timeline: Timeline | undefined;
  },
  complain: Complain,
): TrafficSpec | undefined {
  const { traffic, arrivals, fleet, timeline } = parts;
  if (traffic === undefined) return undefined;
  const batching = fleet?.find(({ replica }) => replica.kind === "batching");
  const later = timeline?.changes.flatMap(({ change }) => (change.kind === "traffic" ? [change.arrivals] : [])) ?? [];
  const sized = [...(arrivals === undefined ? [] : [arrivals]), ...later].every(({ kind }) => kind === "trace");
  if (batching !== undefined && !sized) {
    const why = `because the replicas of ${quote(batching.name)} model tokens`;
    if (traffic.prompt === undefined)
      complain(["traffic", "prompt"], `missing: expected a law of the prompt's tokens, ${why}`);
    if (traffic.output === undefined)
      complain(["traffic", "output"], `missing: expected a law of the answer's tokens, ${why}`);
  }
  if (arrivals === undefined) return undefined;
  const { prompt = noPrompt, output = shortestOutput, timeout, attempts, sessions } = traffic;
  return {
    ...{ arrivals, prompt, output, attempts },
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
    ...(sessions === undefined ? {} : { sessions }),
  };
}
