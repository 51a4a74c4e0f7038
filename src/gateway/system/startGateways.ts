import type { RequestListener } from "node:http";
import type { FleetTime } from "../mock/machineTime.ts";
import { freePort } from "./freePort.ts";
import type { GatewaySettings } from "./gateway.ts";
import { GatewayCrew } from "./gatewayCrew.ts";
import { type GatewayPlace, gatewayHere } from "./gatewayHere.ts";
import type { Gateways } from "./gateways.ts";
import type { Handout } from "./handout.ts";
import { housePipe } from "./housePipe.ts";
import type { OpenParts } from "./openParts.ts";

export interface GatewayParts extends GatewayPlace {
  /** How many: 1 is in this process, more are processes of their own. */
  readonly count: number;
  readonly settings: Omit<GatewaySettings, "ordinal">;
  readonly time: FleetTime;
  readonly newest: () => Required<Handout>;
  /** Answers what is not for the data plane. */
  readonly rest: RequestListener;
  readonly onFault: (error: unknown) => void;
}

/** Some port was free, and was taken by somebody else before the gateways had it: how often that is tried again. */
const tries = 5;

/**
 * Starts all gateways; resolves when every one listens. What is open is added to `open`.
 *
 * @throws Error of the system when the port cannot be listened at
 */
export async function startGateways(parts: GatewayParts, open: OpenParts): Promise<Gateways> {
  const gateways = await (parts.count === 1 ? startHere(parts) : startCrew(parts, open));
  open.add(() => gateways.close());
  return gateways;
}

async function startHere({ host, port, settings, newest, rest }: GatewayParts): Promise<Gateways> {
  return await gatewayHere({ host, port }, { ...settings, ordinal: 0 }, newest(), rest);
}

async function startCrew(parts: GatewayParts, open: OpenParts): Promise<Gateways> {
  const { count: size, host, settings, newest, rest, onFault } = parts;
  const { clock, after } = parts.time;
  await freePort(host, parts.port);
  const pipe = await housePipe(rest);
  open.add(() => pipe.close());
  for (let tried = 1; ; tried++) {
    const port = await freePort(host, parts.port);
    const crew = new GatewayCrew({ size, host, port, pipe: pipe.path, settings, clock, after, newest, onFault });
    try {
      await crew.begin();
      return crew;
    } catch (error) {
      if (parts.port !== 0 || tried === tries || !isTaken(error)) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
