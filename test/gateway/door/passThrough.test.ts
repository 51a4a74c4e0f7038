import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fakeReplica } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { chat, runDoor } from "./runDoor.ts";

const path = "/v1/chat/completions";

test("an answer is passed on byte for byte, however it is cut into chunks", async () => {
  let pieces: readonly Uint8Array[] = [];
  let wholeLength = false;
  let pause = false;
  const replica = await fakeReplica(async (response) => {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    response.writeHead(200, {
      "content-type": "text/event-stream",
      ...(wholeLength ? { "content-length": length } : {}),
    });
    for (const piece of pieces) {
      response.write(piece);
      if (pause) await turn();
    }
    response.end();
  });
  const { ask } = await runDoor(testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 3000 }), { maxLength: 12 }),
      fc.boolean(),
      fc.boolean(),
      async (chunks, known, slow) => {
        [pieces, wholeLength, pause] = [chunks, known, slow];
        const { status, body } = await ask(path, { body: chat("r", { stream: true }) });
        expect(status).toBe(200);
        expect(body.equals(Buffer.concat(chunks))).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test("a body is passed on byte for byte, to the same path under /v1 with its query", async () => {
  const replica = await fakeReplica((response, { path: asked, body }) => {
    response.end(JSON.stringify({ asked, body }));
  });
  const { ask } = await runDoor(
    testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [`${replica.baseUrl}/base/`])]),
  );
  const bodies = fc.record({ messages: fc.jsonValue(), seed: fc.bigInt(), user: fc.string() });
  const paths = fc.constantFrom("/v1/chat/completions", "/v1/completions");
  await fc.assert(
    fc.asyncProperty(bodies, paths, fc.boolean(), async ({ messages, seed, user }, to, long) => {
      const body = `{"model" : "r", "seed": ${seed}, "user":${JSON.stringify(user)},"messages":${JSON.stringify(messages)} }`;
      const { text } = await ask(`${long ? "/inference" : ""}${to}?x=%20y`, { body });
      expect(JSON.parse(text)).toEqual({ asked: `/base${to}?x=%20y`, body });
    }),
    { numRuns: 60 },
  );
});

test("the first chunk arrives before the second is sent, and the head before any", async () => {
  const goOn: (() => void)[] = [];
  const replica = await fakeReplica((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    goOn.push(
      () => response.write("data: 1\n\n"),
      () => response.end("data: 2\n\n"),
    );
  });
  const { open } = await runDoor(testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]));
  const { body, headers } = await open(path, { body: chat("r", { stream: true }) });
  expect(headers["content-type"]).toBe("text/event-stream");
  const seen: string[] = [];
  goOn.shift()?.();
  for await (const chunk of body) {
    seen.push(String(chunk));
    goOn.shift()?.();
  }
  expect(seen).toEqual(["data: 1\n\n", "data: 2\n\n"]);
});

test("a client that reads slowly holds the replica back, and gets every byte", async () => {
  const megabytes = 64;
  const piece = Buffer.alloc(2 ** 20, "x");
  let written = 0;
  const replica = await fakeReplica(async (response) => {
    for (; written < megabytes; written++) {
      if (!response.write(piece)) await new Promise((resolve) => response.once("drain", resolve));
    }
    response.end();
  });
  const { open } = await runDoor(testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]));
  const { body } = await open(path, { body: chat("r") });
  let last = -1;
  while (last !== written) {
    last = written;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(written).toBeLessThan(megabytes);
  let bytes = 0;
  for await (const chunk of body) bytes += chunk.length;
  expect(bytes).toBe(megabytes * 2 ** 20);
});

test("headers for one connection, the key and false attributions do not pass; the others do", async () => {
  const replica = await fakeReplica((response, { headers }) => {
    response.writeHead(200, [
      ...["X-Model-Time", "3", "X-Secret", "hop", "Connection", "x-secret, keep-alive", "Set-Cookie", "a=1"],
      ...["Set-Cookie", "b=2", "X-Shuntyard-Deployment", "another", "X-Latin", "caf\u00e9"],
    ]);
    response.end(JSON.stringify(headers));
  });
  const { ask, port } = await runDoor(
    testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]),
  );
  const { headers, text } = await ask("/inference/v1/chat/completions", {
    body: chat("r"),
    headers: { traceparent: "00-1-2-01", te: "trailers", "x-shuntyard-replica": "r-9" },
  });
  const asked = JSON.parse(text);
  expect(asked).toMatchObject({ traceparent: "00-1-2-01", "content-length": String(chat("r").length) });
  expect(asked).not.toHaveProperty("authorization");
  expect(asked).not.toHaveProperty("te");
  expect(asked).not.toHaveProperty("x-shuntyard-replica");
  expect(asked.host).not.toBe(`127.0.0.1:${port}`);
  expect(headers).toMatchObject({
    "x-model-time": "3",
    "set-cookie": ["a=1", "b=2"],
    "x-latin": "caf\u00e9",
    "x-shuntyard-router": "r",
    "x-shuntyard-deployment": "d",
    "x-shuntyard-replica": "r-1",
    "x-shuntyard-attempts": "1",
  });
  expect(headers).not.toHaveProperty("x-secret");
});

test("with base models sent, a replica is asked for the model of its deployment", async () => {
  const replica = await fakeReplica((response, { body }) => response.end(body));
  const feed = testFeed(
    [plannedRouter("r", ["d"])],
    [plannedDeployment("d", [replica.baseUrl], { baseModel: "llama" })],
  );
  const { ask } = await runDoor(feed, { sendBaseModel: true });
  const { text } = await ask(path, { body: '{"n": 1.0, "model" : "r", "messages": [{"model": "r"}]}' });
  expect(text).toBe('{"n": 1.0, "model" : "llama", "messages": [{"model": "r"}]}');
});

test("a header that comes first and status codes of any kind pass", async () => {
  let status = 200;
  const replica = await fakeReplica((response) => {
    response.writeEarlyHints({ link: "</a>; rel=preload" });
    response.writeHead(status).end();
  });
  const { ask } = await runDoor(testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]));
  for (status of [200, 204, 304, 400, 404, 422, 429, 500, 502, 504]) {
    expect((await ask(path, { body: chat("r") })).status).toBe(status);
  }
});
