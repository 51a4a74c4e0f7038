import type { GatewaySettings } from "./gateway.ts";
import type { GatewayMetrics, GatewayTraffic } from "./gateways.ts";
import type { Handout } from "./handout.ts";

/** What the main process tells a gateway process. */
export type ToGateway =
  /** The first thing that it hears, when it has said that it is here: it gets ready to route, and does not listen yet. */
  | {
      readonly kind: "begin";
      readonly settings: GatewaySettings;
      readonly handout: Required<Handout>;
      /** Path of the socket at which the main process answers whatever is not for the data plane. */
      readonly pipe: string;
    }
  | { readonly kind: "listen"; readonly host: string; readonly port: number }
  | { readonly kind: "hand"; readonly handout: Handout }
  | { readonly kind: "measure" }
  /** New requests are refused, answers in flight end within the grace. */
  | { readonly kind: "drain"; readonly graceMs: number }
  /** It closes everything and ends. */
  | { readonly kind: "end" };

/** What a gateway process tells the main process. */
export type FromGateway =
  /** It has loaded its program: what was said before, it has not heard. */
  | { readonly kind: "here" }
  /** It has taken the plan: every request that comes from now on is routed by it. */
  | { readonly kind: "holds"; readonly revision: number }
  | { readonly kind: "listening" }
  | { readonly kind: "cannot-listen"; readonly code: string; readonly message: string }
  | { readonly kind: "traffic"; readonly traffic: GatewayTraffic }
  | { readonly kind: "measured"; readonly metrics: GatewayMetrics }
  /** No answer is in flight, and none will be. */
  | { readonly kind: "drained" };

/** Messages come from a process that we started, of the same program: only those of others (a debugger) are sorted out. */
export function isToGateway(message: unknown): message is ToGateway {
  return ["begin", "listen", "hand", "measure", "drain", "end"].includes(kindOf(message));
}

export function isFromGateway(message: unknown): message is FromGateway {
  return ["here", "holds", "listening", "cannot-listen", "traffic", "measured", "drained"].includes(kindOf(message));
}

function kindOf(message: unknown): string {
  return typeof message === "object" && message !== null && "kind" in message ? String(message.kind) : "";
}
