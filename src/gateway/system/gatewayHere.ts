import type { RequestListener } from "node:http";
import { drainServer } from "../door/drainServer.ts";
import { type GatewaySettings, gateway } from "./gateway.ts";
import type { Gateways } from "./gateways.ts";
import type { Handout } from "./handout.ts";
import { listen } from "./listen.ts";

export interface GatewayPlace {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** The one gateway of a system that has no other, in this process. */
export async function gatewayHere(
  { host, port }: GatewayPlace,
  settings: GatewaySettings,
  first: Required<Handout>,
  rest: RequestListener,
): Promise<Gateways> {
  const here = gateway(settings, first, rest);
  const listeners: (() => void)[] = [];
  let { plan } = first;
  const drain = (graceMs: number): Promise<void> => drainServer(here.server, here.door, graceMs);
  let listening: number;
  try {
    listening = await listen(here.server, host, port);
  } catch (error) {
    await here.door.drain(0);
    throw error;
  }
  return {
    port: listening,
    hand: (handout) => {
      here.take(handout);
      plan = handout.plan;
      for (const changed of listeners) changed();
    },
    all: () => [{ ordinal: settings.ordinal, routing: true, revision: plan.revision, storeVersion: plan.storeVersion }],
    onChange: (changed) => listeners.push(changed),
    traffic: () => ({ requests: here.door.metrics.counts(), inFlight: here.door.inFlight() }),
    metrics: async () => [await here.door.metrics.registry.getMetricsAsJSON()],
    restarts: 0,
    drain,
    close: () => {
      // Whoever drains meanwhile waits for answers that end hereby.
      here.server.closeAllConnections();
      return drain(0);
    },
  };
}
