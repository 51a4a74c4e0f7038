import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { drainServer } from "../../../src/gateway/door/drainServer.ts";
import { fakeReplica, namedReplica } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { chat, runDoor, until } from "./runDoor.ts";

const path = "/v1/chat/completions";

test("a grace that no timer can wait for cuts nothing", async () => {
  let finish = (): void => {};
  const replica = await fakeReplica((response) => {
    response.write("data: 1\n\n");
    finish = () => response.end("data: 2\n\n");
  });
  const feed = testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]);
  const { open, door } = await runDoor(feed);
  const streaming = await open(path, { body: chat("r", { stream: true }) });
  const drained = door.drain(1000 * 3_600_000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  finish();
  expect(await streaming.body.text()).toBe("data: 1\n\ndata: 2\n\n");
  await drained;
});

test("while it drains, streams in flight end whole, new requests get 503, idle connections are closed", async () => {
  const finish: (() => void)[] = [];
  const replica = await fakeReplica((response) => {
    response.write("data: 1\n\n");
    finish.push(() => response.end("data: 2\n\n"));
  });
  const feed = testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]);
  const { open, ask, door, server, port } = await runDoor(feed);
  const idle = connect(port, "127.0.0.1");
  idle.write("GET /v1/models HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(idle, "data");
  const streaming = await open(path, { body: chat("r", { stream: true }) });

  let isDrained = false;
  const drained = drainServer(server, door, 60_000).then(() => {
    isDrained = true;
  });
  await once(idle, "close");
  const refused = await ask(path, { body: chat("r") });
  expect(refused.status).toBe(503);
  expect(refused.headers).toMatchObject({ connection: "close", "retry-after": "1" });
  expect(JSON.parse(refused.text).error.code).toBe("draining");
  expect(isDrained).toBe(false);

  finish[0]?.();
  expect(await streaming.body.text()).toBe("data: 1\n\ndata: 2\n\n");
  await drained;
  expect(server.listening).toBe(false);
  expect(feed.listeners()).toBe(0);
  await until(async () => (await replica.connections()) === 0);
});

test("what has not ended after the grace period is cut, at the replica too", async () => {
  let gone = 0;
  const replica = await fakeReplica((response) => {
    response.on("close", () => gone++);
    response.write("data: 1\n\n");
  });
  const { open, door, server } = await runDoor(
    testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]),
  );
  const { body } = await open(path, { body: chat("r", { stream: true }) });
  const cut = body.text().then(
    () => "whole",
    () => "cut",
  );
  await drainServer(server, door, 20);
  expect(await cut).toBe("cut");
  await until(() => gone === 1);
});

test("a replica that leaves the plan keeps its streams, gets nothing new, and then loses its connections", async () => {
  const finish: (() => void)[] = [];
  const leaving = await fakeReplica((response) => {
    response.write("data: 1\n\n");
    finish.push(() => response.end("data: 2\n\n"));
  });
  const staying = await namedReplica("staying");
  const routers = [plannedRouter("r", ["d"])];
  const feed = testFeed(routers, [plannedDeployment("d", [leaving.baseUrl])]);
  const { open, ask, door } = await runDoor(feed);
  const streaming = await open(path, { body: chat("r", { stream: true }) });
  feed.publish(routers, [plannedDeployment("d", [staying.baseUrl])]);
  expect(door.revision()).toBe(2);
  for (let i = 0; i < 5; i++) expect((await ask(path, { body: chat("r") })).status).toBe(200);
  expect([leaving.received.length, staying.received.length]).toEqual([1, 5]);
  expect(await leaving.connections()).toBe(1);
  finish[0]?.();
  expect(await streaming.body.text()).toBe("data: 1\n\ndata: 2\n\n");
  await until(async () => (await leaving.connections()) === 0);
  expect(await staying.connections()).toBe(1);
});
