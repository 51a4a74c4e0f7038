import type { FastifyInstance, InjectOptions } from "fastify";
import { afterEach } from "vitest";
import { namedStream } from "../../../src/engine/seed.ts";
import { controlServer } from "../../../src/gateway/control/controlServer.ts";
import type { ReplicaStats } from "../../../src/gateway/control/fleetView.ts";
import { keyHash } from "../../../src/gateway/control/keyHash.ts";
import type { ResourceStore } from "../../../src/gateway/resourceStore.ts";
import { memoryResourceStore } from "../../../src/gateway/store/memory/memoryResourceStore.ts";
import { asFields } from "../../../src/scenario/json/asFields.ts";

/** What came back of a call. */
export interface Reply {
  readonly status: number;
  /** The body as fields; empty when it is no JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A control plane with a fleet, gateways and a clock that the test moves by hand. */
export interface ControlWorld {
  readonly server: FastifyInstance;
  readonly store: ResourceStore;
  /** Ready replicas by "account/deployment", and whatever else is to be told of a deployment. */
  readonly replicas: Map<string, Partial<ReplicaStats>>;
  /** Faults that the server has told of. */
  readonly faults: unknown[];
  gatewayVersion: number;
  nowMs: number;
  call(method: Method, url: string, body?: unknown, key?: string): Promise<Reply>;
  send(options: InjectOptions): Promise<Reply>;
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Keys of the two accounts that every world has. */
export const aliceKey = "alice-key-of-the-test";
export const bobKey = "bob-key-of-the-test";

export const routers = "/v1/accounts/alice/routers";
export const deployments = "/v1/accounts/alice/deployments";
const start = 1_763_800_200_000;

const opened: ControlWorld[] = [];

afterEach(async () => {
  for (const world of opened.splice(0)) {
    await world.server.close();
    world.store.close();
  }
});

/** Calls are made by alice unless a key is given; "" is none. */
export async function controlWorld(
  settings: {
    readonly open?: boolean;
    readonly store?: ResourceStore;
    readonly seed?: string;
    readonly tokenSecret?: string;
  } = {},
): Promise<ControlWorld> {
  const store = settings.store ?? memoryResourceStore();
  store.change((tables) => {
    tables.putKey({ hash: keyHash(aliceKey), account: "alice", name: "alice-laptop" });
    tables.putKey({ hash: keyHash(bobKey), account: "bob", name: "bob-ci" });
  });
  const replicas = new Map<string, Partial<ReplicaStats>>();
  const faults: unknown[] = [];
  const world: ControlWorld = {
    server: await controlServer({
      store,
      now: () => world.nowMs,
      random: namedStream(settings.seed ?? "1", "control", 0),
      fleet: { replicaStats: (account, id) => ({ ...none, ...replicas.get(`${account}/${id}`) }), restore: () => {} },
      gateways: { oldestVersion: () => world.gatewayVersion },
      open: settings.open ?? false,
      ...(settings.tokenSecret === undefined ? {} : { tokenSecret: settings.tokenSecret }),
      onFault: (error) => faults.push(error),
    }),
    store,
    replicas,
    faults,
    gatewayVersion: Number.POSITIVE_INFINITY,
    nowMs: start,
    call: (method, url, body, key = aliceKey) =>
      world.send({
        method,
        url,
        headers: {
          ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      }),
    send: async (options) => {
      const { statusCode, payload, headers } = await world.server.inject(options);
      return { status: statusCode, body: fieldsOf(payload), text: payload, headers };
    },
  };
  opened.push(world);
  return world;
}

const none: ReplicaStats = {
  pendingSchedulingReplicaCount: 0,
  downloadingModelReplicaCount: 0,
  initializingReplicaCount: 0,
  readyReplicaCount: 0,
};

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return asFields(JSON.parse(text)) ?? {};
  } catch {
    return {};
  }
}

/** A world in which alice has these deployments. */
export async function worldWith(...ids: readonly string[]): Promise<ControlWorld> {
  const world = await controlWorld();
  for (const id of ids) await world.call("POST", `${deployments}?deploymentId=${id}`, {});
  return world;
}
