import { once } from "node:events";
import { createServer } from "node:http";
import { request } from "undici";
import { expect, onTestFinished, test } from "vitest";
import { namedStream } from "../../../src/engine/seed.ts";
import { usualDoorLimits as limits } from "../../../src/gateway/door/doorLimits.ts";
import { Exchange } from "../../../src/gateway/door/exchange.ts";
import { ReplicaLink } from "../../../src/gateway/door/replicaLink.ts";
import { RetryBudget } from "../../../src/gateway/door/retryBudget.ts";
import { Route } from "../../../src/gateway/door/route.ts";
import { SessionMemory } from "../../../src/gateway/door/sessionMemory.ts";
import { Watch } from "../../../src/gateway/door/watch.ts";
import { fakeReplica, portOf } from "./fakeReplica.ts";
import { until } from "./runDoor.ts";

test("is watched from its beginning until its answer has ended, and its end is told once", async () => {
  const ends: string[] = [];
  const clock = { nowMs: () => 0 };
  const replica = await fakeReplica((response) => response.end("{}"));
  const load = { account: "acme", deployment: "d", inFlight: 0, attempts: 0 };
  const link = new ReplicaLink(replica.baseUrl, limits);
  const entries = [{ load, weight: 1, targets: [{ load, baseModel: "m", replica: "r-1", link }] }];
  const spec = { account: "acme", router: "r", sessionAffinity: false, revision: 1, entries, clock };
  const route = new Route({ ...spec, strategy: "weighted-random" });
  const watch = new Watch(1000);
  const setting = {
    limits,
    watch,
    clock,
    random: namedStream("7f3a", "router", 0),
    sessions: new SessionMemory(0),
    budget: new RetryBudget(0, 0),
    metrics: { end: (_: unknown, outcome: string) => ends.push(outcome) },
    draining: () => false,
    find: () => route,
    bodyFor: (_: unknown, body: Buffer) => body,
  };
  const order = { caller: "acme", model: "r", path: "/v1/completions", headers: [], body: Buffer.from("{}") };
  const server = createServer((asked, response) => {
    asked.resume();
    new Exchange(setting, response, { ...order, session: undefined, user: undefined, arrivedMs: 0 }, route).begin();
    expect(watch.count).toBe(1);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await link.destroy();
  });
  for (let i = 1; i <= 3; i++) {
    const { statusCode, body } = await request(`http://127.0.0.1:${portOf(server.address())}`);
    expect([statusCode, await body.text()]).toEqual([200, "{}"]);
    await until(() => ends.length === i);
    expect([watch.count, load.inFlight]).toEqual([0, 0]);
  }
  expect(ends).toEqual(["served", "served", "served"]);
});
