import { onTestFinished } from "vitest";
import { keyHash } from "../../../src/gateway/control/keyHash.ts";
import type { DoorLimits } from "../../../src/gateway/door/doorLimits.ts";
import type { MockFleet } from "../../../src/gateway/mock/mockFleet.ts";
import type { RequestLuck } from "../../../src/gateway/mock/requestLuck.ts";
import type { ResourceStore } from "../../../src/gateway/resourceStore.ts";
import { startSystem } from "../../../src/gateway/system/system.ts";
import { asFields } from "../../../src/scenario/json/asFields.ts";

/** What came back of a call over HTTP. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Fields of a JSON object; empty for any other body. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Control plane, door and mock fleet at one address, until the test is over. */
export interface ContractWorld {
  readonly url: string;
  readonly fleet: MockFleet;
  readonly store: ResourceStore;
  /** By alice, unless another key is given; "" is none. */
  call(method: Method, path: string, body?: unknown, key?: string): Promise<Reply>;
  /** `POST /inference/v1/chat/completions` with the model. */
  ask(model: string, further?: object, headers?: Readonly<Record<string, string>>, key?: string): Promise<Reply>;
}

export const aliceKey = "alice-key-of-the-test";
export const bobKey = "bob-key-of-the-test";

export const routers = "/v1/accounts/alice/routers";
export const deployments = "/v1/accounts/alice/deployments";

export const routerName = (id: string): string => `accounts/alice/routers/${id}`;
export const deploymentName = (id: string): string => `accounts/alice/deployments/${id}`;

export interface ContractSettings {
  /** Of picks, ids and the mock fleet. */
  readonly seed?: string;
  readonly luckOf?: (name: string) => RequestLuck;
  readonly limits?: Partial<DoorLimits>;
}

export async function contractWorld({
  seed = "7f3a",
  luckOf,
  limits = {},
}: ContractSettings = {}): Promise<ContractWorld> {
  const { url, fleet, store, close } = await startSystem({
    host: "127.0.0.1",
    port: 0,
    gateways: 1,
    seed,
    open: false,
    // A machine that stalls must not look like a replica that is not there.
    limits: { connectMs: 60_000, ...limits },
    ...(luckOf === undefined ? {} : { luckOf }),
  });
  onTestFinished(close);
  store.change((tables) => {
    tables.putKey({ hash: keyHash(aliceKey), account: "alice", name: "alice-laptop" });
    tables.putKey({ hash: keyHash(bobKey), account: "bob", name: "bob-ci" });
  });
  const call: ContractWorld["call"] = async (method, path, body, key = aliceKey) =>
    await replyOf(
      fetch(url + path, {
        method,
        headers: {
          ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const ask: ContractWorld["ask"] = async (model, further = {}, headers = {}, key = aliceKey) =>
    await replyOf(
      fetch(`${url}/inference/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
        body: JSON.stringify({
          model,
          messages: [{ role: "user", content: "Hello, yard" }],
          max_tokens: 2,
          ...further,
        }),
      }),
    );
  return { url, fleet, store, call, ask };
}

async function replyOf(answering: Promise<Response>): Promise<Reply> {
  const answer = await answering;
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: fieldsOf(text), text };
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return asFields(JSON.parse(text)) ?? {};
  } catch {
    return {};
  }
}

/** A mock replica that answers at once. */
export const quick = {
  deployment: { replicas: 1, replica: { slots: 64, queue: 1000, service: { kind: "fixed", value: "0ms" } } },
} as const;

/** Creates deployments of alice with so many replicas each, and waits until these are ready. */
export async function deploy(world: ContractWorld, replicas: Readonly<Record<string, number>>): Promise<void> {
  for (const [id, desiredReplicaCount] of Object.entries(replicas)) {
    const made = await world.call("POST", `${deployments}?deploymentId=${id}`, { mock: quick, desiredReplicaCount });
    if (made.status !== 200) throw new Error(made.text);
  }
  await settled(world);
}

/** Waits until every deployment of alice has the replicas that are desired of it; the test's time-out is the limit. */
export async function settled({ fleet, store }: ContractWorld): Promise<void> {
  const records = store.read((tables) => tables.deployments.all());
  const missing = (): boolean =>
    records.some(({ account, id, serving, desiredReplicaCount }) => {
      if (serving.kind !== "mock") return false;
      return fleet.ready(account, id).length !== desiredReplicaCount;
    });
  while (missing()) await new Promise((resolve) => setTimeout(resolve, 2));
}
