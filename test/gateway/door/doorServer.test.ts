import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { namedReplica } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { chat, runDoor } from "./runDoor.ts";

const head = "POST /v1/completions HTTP/1.1\r\nHost: x\r\n";

test.each([
  ["a request that is not HTTP", "nonsense\r\n\r\n", 400],
  ["no Host header", "GET /v1/models HTTP/1.1\r\n\r\n", 400],
  ["two lengths", `${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n`, 400],
  [
    "a chunk without a length",
    `${head}Authorization: Bearer key-of-acme\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    400,
  ],
  ["huge headers", `${head}X-Pad: ${"x".repeat(20_000)}\r\n\r\n`, 431],
  ["a head that does not end", head, 408],
  ["a body that does not come", `${head}Authorization: Bearer key-of-acme\r\nContent-Length: 9\r\n\r\n{`, 408],
])("%s gets an answer and a closed connection", async (_, sent, status) => {
  const { port } = await runDoor(
    testFeed([], []),
    {},
    { headersTimeoutMs: 100, requestTimeoutMs: 100, checkEveryMs: 30 },
  );
  const socket = await socketTo(port);
  socket.write(sent);
  expect(await text(socket)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

test.each([
  ["refused", "Connection: close\r\nContent-Length: 1000000\r\n", 401, "invalid_api_key"],
  [
    "not understood",
    "Transfer-Encoding: chunked\r\nContent-Length: 1000000\r\n",
    400,
    "can't be present with Transfer-Encoding",
  ],
])(
  "whoever is %s in the middle of a long body gets its answer, and is not reset while it goes on sending",
  async (_, headers, status, reason) => {
    const { port } = await runDoor(testFeed([], []));
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    socket.write(`${head}${headers}\r\n`);
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    await once(socket, "end");
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain(reason);
    // The answer has come to its end. What is sent now meets somebody who still listens.
    for (let i = 0; i < 10; i++) {
      await new Promise<void>((resolve, reject) => {
        socket.write("x".repeat(50_000), (error) => (error ? reject(error) : resolve()));
      });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    socket.end();
    await once(socket, "close");
  },
);

test("no bytes break the server", async () => {
  const { port, ask } = await runDoor(testFeed([], []));
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: "binary-ascii" }).map((line) => Buffer.from(`${head}${line}\r\n\r\n`, "latin1")),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (sent) => {
      const socket = await socketTo(port);
      socket.end(sent);
      expect(await text(socket)).toMatch(/^($|HTTP\/1\.1 4\d\d )/);
    }),
    { numRuns: 60 },
  );
  expect((await ask("/v1/models", { method: "GET" })).status).toBe(200);
});

test("a thousand idle connections and slow bodies keep nobody else from being served", async () => {
  const replica = await namedReplica("x");
  const { port, ask, server } = await runDoor(
    testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]),
    {},
    // However slow the machine is just now, none of them is told to go before they have been counted.
    { headersTimeoutMs: 600_000, requestTimeoutMs: 600_000 },
  );
  const sockets = await Promise.all(Array.from({ length: 1000 }, () => socketTo(port)));
  for (const socket of sockets.slice(0, 100)) {
    socket.write(`${head}Authorization: Bearer key-of-acme\r\nContent-Length: 9\r\n\r\n{`);
  }
  for (let i = 0; i < 20; i++) expect((await ask("/v1/completions", { body: chat("r") })).status).toBe(200);
  const open = await new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
  expect(open).toBeGreaterThan(1000);
});

async function socketTo(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, "connect");
  return socket;
}
