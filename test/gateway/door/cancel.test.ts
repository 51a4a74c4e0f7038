import { connect } from "node:net";
import { expect, test } from "vitest";
import { fakeReplica, wordChunk } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { chat, runDoor, until } from "./runDoor.ts";

test.each([
  ["before the head of the answer", false],
  ["in the middle of the stream", true],
])("a client that goes away %s ends the attempt at the replica", async (_, streaming) => {
  let gone = 0;
  const replica = await fakeReplica((response) => {
    response.on("close", () => gone++);
    if (streaming) response.write(`data: ${JSON.stringify(wordChunk("a"))}\n\n`);
  });
  const { open, door } = await runDoor(
    testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]),
  );
  const going = new AbortController();
  const answer = open("/v1/chat/completions", { body: chat("r"), signal: going.signal }).then(async ({ body }) =>
    body.text(),
  );
  const ended = answer.then(
    () => "answered",
    () => "aborted",
  );
  await until(() => replica.received.length === 1);
  if (streaming) await new Promise((resolve) => setTimeout(resolve, 20));
  going.abort();
  expect(await ended).toBe("aborted");
  await until(() => gone === 1 && door.inFlight() === 0);
  expect(door.metrics.counts()).toEqual([
    { account: "acme", router: "r", deployment: "d", outcome: "cancelled", count: 1 },
  ]);
  expect(await door.metrics.registry.getSingleMetricAsString("shuntyard_attempts_in_flight")).toContain(
    'shuntyard_attempts_in_flight{account="acme",deployment="d"} 0',
  );
});

test("a client that goes away ends all that it has asked for, also what it did not wait for in between", async () => {
  let gone = 0;
  const replica = await fakeReplica((response) => response.on("close", () => gone++));
  const { port, door } = await runDoor(
    testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]),
  );
  const body = chat("r");
  const head = `POST /v1/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer key-of-acme\r\nContent-Length: ${body.length}`;
  const socket = connect(port, "127.0.0.1");
  socket.write(`${head}\r\n\r\n${body}`.repeat(3));
  await until(() => replica.received.length === 3);
  expect(door.inFlight()).toBe(3);
  socket.destroy();
  await until(() => gone === 3 && door.inFlight() === 0);
  expect(door.metrics.counts()).toEqual([
    { account: "acme", router: "r", deployment: "d", outcome: "cancelled", count: 3 },
  ]);
});

test("a client that goes away in the middle of its body is forgotten", async () => {
  const replica = await fakeReplica((response) => response.end("{}"));
  const { port, door } = await runDoor(
    testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]),
  );
  const socket = connect(port, "127.0.0.1");
  socket.write(
    "POST /v1/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer key-of-acme\r\nContent-Length: 99\r\n\r\n{",
  );
  await until(() => door.inFlight() === 1);
  socket.destroy();
  await until(() => door.inFlight() === 0);
  expect(replica.received).toEqual([]);
});
