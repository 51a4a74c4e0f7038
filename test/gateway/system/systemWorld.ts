import { type IncomingHttpHeaders, type IncomingMessage, request as open } from "node:http";
import { connect } from "node:net";
import { onTestFinished } from "vitest";
import { keyHash } from "../../../src/gateway/control/keyHash.ts";
import { type System, type SystemOptions, startSystem } from "../../../src/gateway/system/system.ts";
import { asFields } from "../../../src/scenario/json/asFields.ts";
import { builtStartSystem } from "./builtSystem.ts";

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Fields of a JSON object; empty for any other body. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  /** "" is none. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const aliceKey = "alice-key-of-the-test";
export const bobKey = "bob-key-of-the-test";
export const routers = "/v1/accounts/alice/routers";
export const deployments = "/v1/accounts/alice/deployments";

/** A mock replica that answers at once. */
export const quick = {
  deployment: { replicas: 1, replica: { slots: 64, queue: 1000, service: { kind: "fixed", value: "0ms" } } },
} as const;

/** A system until the test is over, in which alice and bob have keys. Several gateways are those of the built program. */
export async function testSystem(options: Partial<SystemOptions> = {}): Promise<System> {
  const { gateways = 1 } = options;
  const start = gateways === 1 ? startSystem : await builtStartSystem();
  const system = await start({
    host: "127.0.0.1",
    port: 0,
    gateways,
    seed: "7f3a",
    open: false,
    // A machine that stalls must not look like a replica that is not there.
    limits: { connectMs: 60_000 },
    ...options,
  });
  onTestFinished(() => system.close());
  system.store.change((tables) => {
    tables.putKey({ hash: keyHash(aliceKey), account: "alice", name: "laptop" });
    tables.putKey({ hash: keyHash(bobKey), account: "bob", name: "ci" });
  });
  await everywhere(system);
  return system;
}

/** Waits until every gateway routes by the store as it is now. */
export async function everywhere(system: System): Promise<void> {
  await until(() => system.traffic().oldestVersion >= system.store.version);
}

/** A call on a connection of its own, so that any gateway may get it. */
export async function ask(url: string, path: string, asked: Asked = {}): Promise<Reply> {
  const answer = await begin(url, path, asked);
  const text = await textOf(answer);
  return { status: answer.statusCode ?? 0, headers: answer.headers, text, body: fieldsOf(text) };
}

/** The same, as soon as the head of the answer is there. */
export function begin(url: string, path: string, asked: Asked = {}): Promise<IncomingMessage> {
  const { method = asked.body === undefined ? "GET" : "POST", body, key = aliceKey, headers = {} } = asked;
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const call = open(url + path, {
      method,
      agent: false,
      headers: {
        ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
        ...(text === undefined
          ? {}
          : {
              "content-type": "application/json",
              ...(headers["transfer-encoding"] === undefined ? { "content-length": Buffer.byteLength(text) } : {}),
            }),
        ...headers,
      },
    });
    call.on("error", reject);
    call.on("response", resolve);
    call.end(text);
  });
}

/** The rest of the body. Throws when it breaks off. */
export async function textOf(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of answer) text += String(chunk);
  return text;
}

/** What comes back for these bytes, up to the end of the connection. */
export async function raw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  return text;
}

/** A chat with the model. */
export async function chat(url: string, model: string, further: object = {}, key: string = aliceKey): Promise<Reply> {
  return await ask(url, "/v1/chat/completions", { body: chatBody(model, further), key });
}

export function chatBody(model: string, further: object = {}): object {
  return { model, messages: [{ role: "user", content: "Hello, yard" }], max_tokens: 2, ...further };
}

export function servedBy({ headers }: Pick<Reply, "headers">): unknown {
  return headers["x-shuntyard-deployment"];
}

/** A call of the control plane that must succeed. */
export async function control(url: string, method: string, path: string, body?: unknown): Promise<Reply> {
  const reply = await ask(url, path, { method, ...(body === undefined ? {} : { body }) });
  if (reply.status !== 200) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  return reply;
}

/** Makes deployments of alice with so many replicas each and waits until every gateway routes to these. */
export async function deploy(
  system: System,
  replicas: Readonly<Record<string, number>>,
  mock: object = quick,
): Promise<void> {
  for (const [id, desiredReplicaCount] of Object.entries(replicas)) {
    await control(system.url, "POST", `${deployments}?deploymentId=${id}`, { mock, desiredReplicaCount });
    await ready(system.url, `${deployments}/${id}`);
  }
}

/** Polls until the resource is READY; the test's time-out is the limit. */
export async function ready(url: string, path: string): Promise<void> {
  await until(async () => (await control(url, "GET", path)).body["state"] === "READY");
}

export async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 5));
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return asFields(JSON.parse(text)) ?? {};
  } catch {
    return {};
  }
}
