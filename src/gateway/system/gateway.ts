import type { RequestListener, Server } from "node:http";
import { namedStream } from "../../engine/seed.ts";
import { KeyRing } from "../control/keyRing.ts";
import { openAccount } from "../control/principal.ts";
import { type Door, door } from "../door/door.ts";
import type { DoorLimits } from "../door/doorLimits.ts";
import { createDoorServer } from "../door/doorServer.ts";
import { machineTime } from "../mock/machineTime.ts";
import type { Handout } from "./handout.ts";
import { LatestPlan } from "./latestPlan.ts";
import { originListener } from "./originListener.ts";

/** How a gateway routes; plain data. */
export interface GatewaySettings {
  readonly seed: string;
  /** Which gateway of the system it is since the start, from 0: its picks are those of its own stream. */
  readonly ordinal: number;
  readonly open: boolean;
  readonly limits: Partial<DoorLimits>;
  readonly sendBaseModel: boolean;
}

/** A data plane that routes by what it is handed, and the server of everything at one address. */
export interface Gateway {
  /** Not yet listening. */
  readonly server: Server;
  readonly door: Door;
  /** When it returns, every request that comes is routed by the plan. */
  take(handout: Handout): void;
}

/** @param rest answers whatever is not for the data plane */
export function gateway(settings: GatewaySettings, first: Required<Handout>, rest: RequestListener): Gateway {
  const { seed, ordinal, open, limits, sendBaseModel } = settings;
  const feed = new LatestPlan(first.plan);
  const ring = new KeyRing(first.keys);
  const data = door({
    feed,
    authenticate: (key) =>
      (key === undefined ? undefined : ring.principalOf(key)?.account) ?? (open ? openAccount : undefined),
    random: namedStream(seed, "router", ordinal),
    clock: machineTime.clock,
    limits,
    sendBaseModel,
  });
  return {
    server: createDoorServer({ listener: originListener(data.listener, rest, open) }),
    door: data,
    take: ({ plan, keys }) => {
      if (keys !== undefined) ring.replace(keys);
      feed.replace(plan);
    },
  };
}
