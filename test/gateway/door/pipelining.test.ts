import { once } from "node:events";
import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { fakeReplica } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { chat, runDoor } from "./runDoor.ts";

/** More than the buffers of two connections hold. */
const piece = Buffer.alloc(65_536, "x");
const pieces = 400;
const requests = 5;

test("an answer that waits for its reader is not broken by those that wait behind it, and all come whole", async () => {
  let stuck = (): void => {};
  const firstIsStuck = new Promise<void>((resolve) => {
    stuck = resolve;
  });
  const replica = await fakeReplica(async (response, { body }) => {
    const { user }: { user: string } = JSON.parse(body);
    if (user !== "0") await firstIsStuck;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`begin ${user};`);
    for (let i = 0; user === "0" && i < pieces; i++) {
      if (response.write(piece)) continue;
      const drained = once(response, "drain");
      await Promise.race([drained, setTimeout(300).then(stuck)]);
      await drained;
    }
    response.end(`end ${user};`);
  });
  const { port } = await runDoor(testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]));
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  for (let i = 0; i < requests; i++) {
    const body = chat("r", { stream: true, user: String(i) });
    const last = i === requests - 1 ? "Connection: close\r\n" : "";
    socket.write(
      `POST /v1/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer key-of-acme\r\n${last}Content-Length: ${body.length}\r\n\r\n${body}`,
    );
  }
  await firstIsStuck;
  // Long enough for the others to answer.
  await setTimeout(100);
  const text = (await buffer(socket)).toString("latin1");
  const marks = Array.from({ length: requests }, (_, i) => [`begin ${i};`, `end ${i};`]).flat();
  expect(text.match(/(begin|end) \d+;/g)).toEqual(marks);
  expect(text.length).toBeGreaterThan(pieces * piece.length);
  expect(text).toMatch(/\r\n0\r\n\r\n$/);
});
