import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { errorJson } from "../../../src/gateway/control/schema/errorJson.ts";
import { portOf } from "../door/fakeReplica.ts";
import { aliceKey, type ControlWorld, controlWorld, routers } from "./controlWorld.ts";

async function listening(world: ControlWorld): Promise<number> {
  await world.server.listen({ port: 0, host: "127.0.0.1" });
  return portOf(world.server.server.address());
}

async function socketTo(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, "connect");
  return socket;
}

const head = `POST ${routers} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${aliceKey}\r\ncontent-type: application/json\r\n`;

/** Requests that are nearly right: names and values of headers that mean something, and lengths that do not fit. */
const headers = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        "authorization",
        "content-length",
        "content-type",
        "transfer-encoding",
        "host",
        "expect",
        "x",
        "",
      ),
      fc.oneof(
        fc.string({ unit: "binary-ascii", maxLength: 30 }),
        fc.constantFrom(
          `Bearer ${aliceKey}`,
          "Bearer ",
          "application/json",
          "chunked",
          "0",
          "-1",
          "1e3",
          "100-continue",
        ),
      ),
    ),
    { maxLength: 5 },
  )
  .map((fields) => fields.map(([name, value]) => `${name}: ${value}\r\n`).join(""));

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.string({ unit: "binary-ascii" }).map((line) => Buffer.from(`${head}${line}\r\n\r\n`, "latin1")),
  fc
    .tuple(fc.constantFrom("GET", "POST", "PATCH", "TRACE", "CONNECT", "g"), headers, fc.string({ maxLength: 20 }))
    .map(([method, fields, body]) => Buffer.from(`${method} ${routers} HTTP/1.1\r\n${fields}\r\n${body}`, "latin1")),
);

test("whatever bytes come, what is answered is HTTP, errors are canonical, and nothing is a fault of ours", async () => {
  const world = await controlWorld();
  const port = await listening(world);
  await fc.assert(
    fc.asyncProperty(bytes, async (sent) => {
      const socket = await socketTo(port);
      socket.end(sent);
      const answer = await text(socket);
      if (answer === "") return;
      expect(answer).toMatch(/^HTTP\/1\.1 (100|200|4\d\d) /);
      const [first = "", ...rest] = answer.split("\r\n\r\n");
      if (!/^HTTP\/1\.1 4/.test(first) || !/^content-length:/im.test(first)) return;
      const length = Number(/^content-length: (\d+)/im.exec(first)?.[1]);
      const body = Buffer.from(rest.join("\r\n\r\n")).subarray(0, length).toString();
      expect(errorJson.safeParse(JSON.parse(body)).error).toBeUndefined();
    }),
    { numRuns: 150 },
  );
  expect(world.faults).toEqual([]);
  expect(world.store.version).toBe(1);
  expect((await world.call("GET", routers)).status).toBe(200);
});

test("hundreds of idle connections, half heads and half bodies keep nobody else from being answered", async () => {
  const world = await controlWorld();
  const port = await listening(world);
  const sockets = await Promise.all(Array.from({ length: 300 }, () => socketTo(port)));
  for (const socket of sockets.slice(0, 100)) socket.write(`${head}content-length: 99\r\n\r\n{`);
  for (const socket of sockets.slice(100, 200)) socket.write(head);
  for (let i = 0; i < 10; i++) {
    const answer = await fetch(`http://127.0.0.1:${port}${routers}`, {
      headers: { authorization: `Bearer ${aliceKey}`, connection: "close" },
    });
    expect(answer.status).toBe(200);
  }
  for (const socket of sockets) socket.destroy();
  expect(world.faults).toEqual([]);
});

test("a body that does not come is not waited for without end", async () => {
  const world = await controlWorld();
  expect(world.server.server.requestTimeout).toBeGreaterThan(0);
  expect(world.server.server.headersTimeout).toBeGreaterThan(0);
});
