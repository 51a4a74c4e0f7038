import type { Subject } from "./subject.ts";

/** What can be measured, by the name that `npm run bench -- <name>` takes. Each is loaded only where it is needed. */
export const subjects: Readonly<Record<string, () => Promise<Subject>>> = {
  "weighted-draw": async () => (await import("./subjects/weightedDraw.ts")).weightedDraw,
  strategies: async () => (await import("./subjects/strategies.ts")).strategies,
  distribution: async () => (await import("./subjects/distribution.ts")).distribution,
  "event-queue": async () => (await import("./subjects/eventQueue.ts")).eventQueue,
  "m-m-5": async () => (await import("./subjects/fiveServers.ts")).fiveServers,
  request: async () => (await import("./subjects/wholeRequest.ts")).wholeRequest,
  histogram: async () => (await import("./subjects/histogram.ts")).histogram,
  judge: async () => (await import("./subjects/judge.ts")).judge,
  "log-reading": async () => (await import("./subjects/logReading.ts")).logReading,
  "start-up": async () => (await import("./subjects/startUp.ts")).startUp,
  gateway: async () => (await import("./subjects/gateway.ts")).gateway,
  "gateway-streams": async () => (await import("./subjects/gatewayStreams.ts")).gatewayStreams,
  "gateway-scale": async () => (await import("./subjects/gatewayScale.ts")).gatewayScale,
  "gateway-control": async () => (await import("./subjects/gatewayControl.ts")).gatewayControl,
  sweep: async () => (await import("./subjects/sweep.ts")).sweep,
  product: async () => (await import("./subjects/product.ts")).product,
};
