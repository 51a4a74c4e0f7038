import { namedStream } from "../../engine/seed.ts";
import { controlServer } from "../control/controlServer.ts";
import { KeyRing } from "../control/keyRing.ts";
import type { Principal } from "../control/principal.ts";
import type { DoorLimits } from "../door/doorLimits.ts";
import type { RequestCount } from "../door/doorMetrics.ts";
import { machineTime } from "../mock/machineTime.ts";
import { MockFleet } from "../mock/mockFleet.ts";
import type { RequestLuck } from "../mock/requestLuck.ts";
import type { ResourceStore } from "../resourceStore.ts";
import { memoryResourceStore } from "../store/memory/memoryResourceStore.ts";
import { sqliteResourceStore } from "../store/sqlite/sqliteResourceStore.ts";
import { followedStore } from "./followedStore.ts";
import { Follower } from "./follower.ts";
import type { GatewayState, Gateways } from "./gateways.ts";
import { house } from "./house.ts";
import { isLoopback } from "./isLoopback.ts";
import { KeptFleet } from "./keptFleet.ts";
import { OpenParts } from "./openParts.ts";
import { Propagation } from "./propagation.ts";
import { isLate, readinessOf } from "./readiness.ts";
import { startGateways } from "./startGateways.ts";
import { SystemMetrics } from "./systemMetrics.ts";

export interface SystemOptions {
  /** Name or address of the interface to listen at, such as "127.0.0.1". */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** File of the store; absent: in memory, which lives as long as the system. */
  readonly storePath?: string;
  /** Integer >= 1. 1: in this process; more: that many processes that share the port. */
  readonly gateways: number;
  /** Of the mock fleet, of ids and of picks: 1 to 32 hexadecimal digits. */
  readonly seed: string;
  /** Calls without a key that we know are those of the account "local"; only at a host that no other machine reaches. */
  readonly open: boolean;
  readonly limits?: Partial<DoorLimits>;
  /** Replicas are asked for the base model of their deployment instead of the name that the client called. */
  readonly sendBaseModel?: boolean;
  /** In place of the luck that the seed gives to the requests of the deployment `accounts/{account}/deployments/{id}`. */
  readonly luckOf?: (name: string) => RequestLuck;
  /** Told of what goes wrong while the system runs and is mended, or hits one call alone. */
  readonly onFault?: (error: unknown) => void;
}

/** Control plane, data plane and mock fleet at one address. */
export interface System {
  /** Such as "http://127.0.0.1:8080". */
  readonly url: string;
  /** What is changed here reaches fleet and gateways as what is changed over REST does. */
  readonly store: ResourceStore;
  readonly fleet: MockFleet;
  /** Makes fleet and routing plan follow the store now, when it was changed by other means than `store`. */
  refresh(): void;
  traffic(): SystemTraffic;
  /**
   * Answers in flight end within the grace period (milliseconds, >= 0), new requests are refused with 503, then everything
   * is closed. Further calls wait for the first one.
   */
  drain(graceMs: number): Promise<void>;
  /** Everything ends at once. */
  close(): Promise<void>;
}

/** Totals since the start over all gateways; of gateway processes up to a quarter of a second old. */
export interface SystemTraffic {
  /** Requests that have ended. */
  readonly requests: readonly RequestCount[];
  /** Requests whose answers have not ended. */
  readonly inFlight: number;
  /** Revision of the newest routing plan. */
  readonly revision: number;
  /** Version of the store that every gateway routes by at least. */
  readonly oldestVersion: number;
  /** Longest time from a change to the last gateway that routes by it, milliseconds; 0 before the first change. */
  readonly slowestPropagationMs: number;
  /** Replicas of a deployment that may get traffic. */
  readonly ready: readonly { readonly account: string; readonly deployment: string; readonly replicas: number }[];
}

/**
 * Starts everything; resolves when every gateway listens and routes. Deployments of the store have their replicas at once.
 *
 * @throws StoreFault when the store cannot be used, the error of the system (EADDRINUSE, ...) when the port cannot, and a
 * RangeError for options that do not go together; nothing is left open then
 */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { host, open, storePath, gateways } = options;
  if (open && !isLoopback(host)) {
    throw new RangeError(
      `A key is required to listen elsewhere than on this machine: expected a loopback host, got ${host}.`,
    );
  }
  if (!Number.isInteger(gateways) || gateways < 1) {
    throw new RangeError(`Expected an integer number of gateways, 1 or more, got ${gateways}.`);
  }
  const store = storePath === undefined ? memoryResourceStore() : sqliteResourceStore({ path: storePath });
  const parts = new OpenParts();
  parts.add(async () => store.close());
  try {
    return await startOn(store, options, parts);
  } catch (error) {
    await parts.close();
    throw error;
  }
}

async function startOn(resources: ResourceStore, options: SystemOptions, parts: OpenParts): Promise<System> {
  const { seed, open, host, port, luckOf, limits = {}, sendBaseModel = false, onFault = () => {} } = options;
  const time = machineTime;
  const fleet = new MockFleet({ seed, time, ...(luckOf === undefined ? {} : { luckOf }) });
  parts.add(() => fleet.close());
  const kept = new KeptFleet(fleet);
  const ring = new KeyRing([]);
  const follower = new Follower({ store: resources, replicas: fleet, fleet: kept, ring, time, onFault });
  parts.add(async () => follower.close());
  const store = followedStore(resources, () => follower.changed());
  const routing: { gateways: Gateways | undefined; draining: boolean } = { gateways: undefined, draining: false };
  const states = (): readonly GatewayState[] => routing.gateways?.all() ?? [];
  const principalOf = (key: string): Principal | undefined => ring.principalOf(key);
  const control = await controlServer({
    store,
    open,
    principalOf,
    now: time.epochMs,
    random: namedStream(seed, "control", 0),
    fleet: kept,
    gateways: { oldestVersion: () => oldestVersion(states()) },
    onFault,
  });
  parts.add(() => control.close());
  await control.ready();
  const metrics = new SystemMetrics({
    plan: () => follower.plan,
    gateways: states,
    restarts: () => routing.gateways?.restarts ?? 0,
    late: (gateway) => isLate(gateway, time.clock.nowMs()),
  });
  const rest = house({
    control: (request, response) => control.routing(request, response),
    readiness: () => readinessOf(states(), options.gateways, routing.draining, time.clock.nowMs()),
    metrics: async (account) => await metrics.text((await routing.gateways?.metrics()) ?? [], account),
    principalOf,
    open,
    onFault,
  });
  const running = await startGateways(
    {
      host,
      port,
      count: options.gateways,
      settings: { seed, open, limits, sendBaseModel },
      time,
      newest: () => follower.handout,
      rest,
      onFault,
    },
    parts,
  );
  routing.gateways = running;
  const propagation = new Propagation(running, time.clock, (ms) => metrics.propagated(ms));
  running.onChange(() => propagation.look());
  follower.begin((handout, sinceMs) => {
    propagation.begin(handout.plan.revision, sinceMs);
    running.hand(handout);
  });
  // What was new while the gateways began.
  running.hand(follower.handout);
  let drained: Promise<void> | undefined;
  const drain = async (graceMs: number): Promise<void> => {
    routing.draining = true;
    await running.drain(graceMs);
    await parts.close();
  };
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${running.port}`,
    store,
    fleet,
    refresh: () => follower.follow(),
    traffic: () => ({
      ...running.traffic(),
      revision: follower.plan.revision,
      oldestVersion: oldestVersion(states()),
      slowestPropagationMs: propagation.slowestMs,
      ready: follower.plan.deployments.map(({ account, id, ready }) => ({
        account,
        deployment: id,
        replicas: ready.length,
      })),
    }),
    drain: (graceMs) => {
      drained ??= drain(graceMs);
      return drained;
    },
    close: () => parts.close(),
  };
}

function oldestVersion(gateways: readonly GatewayState[]): number {
  return Math.min(...gateways.flatMap(({ routing, storeVersion }) => (routing ? [storeVersion] : [])));
}
