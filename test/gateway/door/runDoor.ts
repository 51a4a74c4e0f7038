import { once } from "node:events";
import type { Server } from "node:http";
import type { Readable } from "node:stream";
import { Agent, type Dispatcher, request } from "undici";
import { onTestFinished } from "vitest";
import { namedStream } from "../../../src/engine/seed.ts";
import { type Door, type DoorOptions, door } from "../../../src/gateway/door/door.ts";
import { type ConnectionLimits, createDoorServer } from "../../../src/gateway/door/doorServer.ts";
import { drainServer } from "../../../src/gateway/door/drainServer.ts";
import type { RoutingPlanFeed } from "../../../src/gateway/routingPlan.ts";
import { portOf } from "./fakeReplica.ts";

export interface RunningDoor {
  readonly url: string;
  readonly port: number;
  readonly door: Door;
  readonly server: Server;
  /** Asks it, with a good key unless told otherwise. */
  readonly ask: (path: string, options?: Asking) => Promise<Answer>;
  /** The same, with the body of the answer as it comes. */
  readonly open: (path: string, options?: Asking) => Promise<Dispatcher.ResponseData>;
}

export interface Asking {
  readonly method?: "GET" | "POST" | "PUT";
  readonly body?: string | Buffer | Readable;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData["headers"];
  readonly body: Buffer;
  readonly text: string;
}

/** Keys of the accounts that the tests know. */
const keys: Readonly<Record<string, string>> = { "key-of-acme": "acme", "key-of-other": "other" };

/** A door on loopback until the test is over. Whom it picks comes from a fixed seed. */
export async function runDoor(
  feed: RoutingPlanFeed,
  options: Partial<DoorOptions> = {},
  connections: Partial<ConnectionLimits> = {},
): Promise<RunningDoor> {
  const start = process.hrtime.bigint();
  const running = door({
    feed,
    authenticate: (key) => (key === undefined ? undefined : keys[key]),
    random: namedStream("7f3a", "router", 0),
    clock: { nowMs: () => Number(process.hrtime.bigint() - start) / 1e6 },
    ...options,
  });
  const server = createDoorServer(running, connections).listen(0, "127.0.0.1");
  await once(server, "listening");
  const agent = new Agent();
  onTestFinished(async () => {
    await drainServer(server, running, 0);
    await agent.destroy();
  });
  const port = portOf(server.address());
  const url = `http://127.0.0.1:${port}`;
  const open: RunningDoor["open"] = (path, { method = "POST", body, headers = {}, signal } = {}) =>
    request(url + path, {
      method,
      dispatcher: agent,
      headers: { authorization: "Bearer key-of-acme", ...headers },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
  const ask: RunningDoor["ask"] = async (path, asking) => {
    const { statusCode, headers, body } = await open(path, asking);
    const bytes = Buffer.from(await body.arrayBuffer());
    return { status: statusCode, headers, body: bytes, text: bytes.toString("utf8") };
  };
  return { url, port, door: running, server, ask, open };
}

export function chat(model: string, further: object = {}): string {
  return JSON.stringify({ model, messages: [{ role: "user", content: "hello" }], ...further });
}

/** Waits until something is so; the test's own time-out is the limit. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}
