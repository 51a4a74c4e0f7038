import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { fakeReplica, namedReplica } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { chat, runDoor, until } from "./runDoor.ts";

const routers = [plannedRouter("r", ["d"])];

test("500 connections that have been used stay open while nobody uses them, and all can be used again", async () => {
  const replica = await namedReplica("x");
  const { port } = await runDoor(testFeed(routers, [plannedDeployment("d", [replica.baseUrl])]));
  const sockets = await Promise.all(Array.from({ length: 500 }, () => socketTo(port)));
  for (const round of [1, 2]) {
    for (const socket of sockets) {
      socket.write(request());
      const [answer] = await once(socket, "data");
      expect([round, String(answer)]).toEqual([round, expect.stringMatching(/^HTTP\/1\.1 200 /)]);
    }
  }
  // One after the other, they needed no more than one connection to the replica.
  expect(await replica.connections()).toBe(1);
});

test("200 streams at once all come whole, over as many connections, which serve the next ones", async () => {
  const goOn: (() => void)[] = [];
  const replica = await fakeReplica((response) => {
    response.write("data: 1\n\n");
    goOn.push(() => response.end("data: 2\n\n"));
  });
  const { open, door } = await runDoor(testFeed(routers, [plannedDeployment("d", [replica.baseUrl])]));
  for (const _ of [1, 2]) {
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => open("/v1/chat/completions", { body: chat("r", { stream: true }) })),
    );
    expect(door.inFlight()).toBe(200);
    for (const end of goOn.splice(0)) end();
    const texts = await Promise.all(answers.map(({ body }) => body.text()));
    expect(new Set(texts)).toEqual(new Set(["data: 1\n\ndata: 2\n\n"]));
    await until(() => door.inFlight() === 0);
    expect(await replica.connections()).toBe(200);
  }
});

function request(): string {
  const body = chat("r");
  const head = ["POST /v1/completions HTTP/1.1", "Host: x", "Authorization: Bearer key-of-acme"];
  return [...head, `Content-Length: ${body.length}`, "", body].join("\r\n");
}

async function socketTo(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, "connect");
  return socket;
}
