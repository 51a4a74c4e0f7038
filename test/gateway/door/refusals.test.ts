import { once } from "node:events";
import { connect } from "node:net";
import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { namedReplica } from "./fakeReplica.ts";
import { plannedDeployment, plannedRouter, testFeed } from "./plans.ts";
import { type Asking, chat, runDoor, until } from "./runDoor.ts";

const path = "/v1/chat/completions";

test.each<[string, string, Asking, number, string]>([
  ["an unknown path", "/v1/embeddings", {}, 404, "unknown_url"],
  ["a model with a name that is none", "/v1/models/%zz", { method: "GET" }, 404, "unknown_url"],
  ["a model that is to be made", "/v1/models/r", { body: "{}" }, 405, "method_not_allowed"],
  ["the name of an object's own members", "/v1/constructor", {}, 404, "unknown_url"],
  ["the wrong method", path, { method: "GET" }, 405, "method_not_allowed"],
  ["no key", path, { headers: { authorization: "" } }, 401, "invalid_api_key"],
  ["a wrong key", path, { headers: { authorization: "Bearer no" } }, 401, "invalid_api_key"],
  [
    "a wrong key for the model list",
    "/v1/models",
    { method: "GET", headers: { authorization: "x" } },
    401,
    "invalid_api_key",
  ],
  ["no body", path, {}, 400, "not_json"],
  ["a body that is a list", path, { body: "[]" }, 400, "not_json"],
  ["a body that is cut off", path, { body: '{"model":"r"' }, 400, "not_json"],
  ["no model", path, { body: "{}" }, 400, "model_required"],
  ["a model that is no text", path, { body: '{"model":{"id":"r"}}' }, 400, "model_required"],
  ["an unknown model", path, { body: chat("nobody") }, 404, "model_not_found"],
  ["a model of object members", path, { body: chat("__proto__") }, 404, "model_not_found"],
  [
    "a private router of another account",
    path,
    { body: chat("accounts/other/routers/hidden") },
    404,
    "model_not_found",
  ],
  ["a deployment of another account", path, { body: chat("accounts/other/deployments/o") }, 404, "model_not_found"],
  ["a compressed body", path, { body: "x", headers: { "content-encoding": "gzip" } }, 415, "unsupported_encoding"],
  [
    "an unknown model in a body that says it is not compressed",
    path,
    { body: chat("nobody"), headers: { "content-encoding": "Identity" } },
    404,
    "model_not_found",
  ],
  ["a body that is too large", path, { body: chat("r", { pad: "x".repeat(2000) }) }, 413, "body_too_large"],
  ["a router of weight 0", path, { body: chat("weightless") }, 503, "unroutable"],
  ["a router without a ready replica", path, { body: chat("empty") }, 503, "unroutable"],
  ["a deployment without a ready replica", path, { body: chat("none") }, 503, "unroutable"],
  ["a router whose deployments are gone", path, { body: chat("bereft") }, 503, "unroutable"],
])("%s", async (_, target, asking, status, code) => {
  const replica = await namedReplica("x");
  const feed = testFeed(
    [
      plannedRouter("r", ["d"]),
      plannedRouter("weightless", ["zero"]),
      plannedRouter("empty", ["none"]),
      plannedRouter("bereft", ["gone"]),
      plannedRouter("hidden", ["o"], { account: "other" }),
    ],
    [
      plannedDeployment("d", [replica.baseUrl]),
      plannedDeployment("zero", [replica.baseUrl], { weight: 0 }),
      plannedDeployment("none", []),
      plannedDeployment("o", [replica.baseUrl], { account: "other" }),
    ],
  );
  const { ask } = await runDoor(feed, { limits: { bodyBytes: 1000 } });
  const answer = await ask(target, asking);
  expect(answer.status).toBe(status);
  expect(answer.headers["content-type"]).toBe("application/json");
  expect(answer.headers["x-shuntyard-attempts"]).toBe("0");
  expect(answer.headers["retry-after"]).toBe(status === 503 ? "1" : undefined);
  expect(JSON.parse(answer.text)).toEqual({
    error: {
      message: expect.any(String),
      type: expect.stringMatching(/_error$/),
      param: expect.toBeOneOf([null, "model"]),
      code,
    },
  });
  expect(replica.received).toEqual([]);
});

test("a body of unknown length is refused as soon as it is too long", async () => {
  const { ask } = await runDoor(testFeed([], []), { limits: { bodyBytes: 1000 } });
  const body = Readable.from([Buffer.alloc(900, " "), Buffer.alloc(900, " ")]);
  expect((await ask(path, { body })).status).toBe(413);
});

test("of a body without end the door reads no more than twice its limit", async () => {
  const { port, door } = await runDoor(testFeed([], []), { limits: { bodyBytes: 1000 } });
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  const closed = once(socket, "close");
  socket.resume();
  socket.write(
    "POST /v1/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer key-of-acme\r\nTransfer-Encoding: chunked\r\n\r\n",
  );
  const timer = setInterval(() => socket.write(`3e8\r\n${" ".repeat(1000)}\r\n`), 2);
  await closed;
  clearInterval(timer);
  await until(() => door.inFlight() === 0);
  expect(socket.bytesWritten).toBeGreaterThan(2000);
});

test("no body is an internal error, and none gets to a replica that it does not name", async () => {
  const replica = await namedReplica("x");
  const { ask } = await runDoor(testFeed([plannedRouter("r", ["d"])], [plannedDeployment("d", [replica.baseUrl])]));
  const strings = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("accounts/acme/routers/", "a/b/c/d", "toString"),
  );
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((text) => Buffer.from(text)),
    fc.record({ model: fc.oneof(strings, fc.jsonValue()) }).map((body) => Buffer.from(JSON.stringify(body))),
  );
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const { status } = await ask(path, { body });
      expect([400, 404]).toContain(status);
    }),
    { numRuns: 200 },
  );
  expect(replica.received).toEqual([]);
});

test("weights that no routing table holds cost their router alone", async () => {
  const replica = await namedReplica("x");
  const urls = [replica.baseUrl];
  const feed = testFeed(
    [plannedRouter("broken", ["huge", "tiny"]), plannedRouter("r", ["tiny"])],
    [plannedDeployment("huge", urls, { weight: 1e300 }), plannedDeployment("tiny", urls, { weight: 1e-300 })],
  );
  const { ask } = await runDoor(feed);
  const broken = await ask(path, { body: chat("broken") });
  expect([broken.status, broken.text]).toEqual([500, expect.stringContaining("round them")]);
  expect((await ask(path, { body: chat("r") })).status).toBe(200);
});

test("what an account may call is what its model list says", async () => {
  const replica = await namedReplica("x");
  const urls = [replica.baseUrl];
  const feed = testFeed(
    [
      plannedRouter("own", ["d"], { aliases: ["gpt"] }),
      plannedRouter("shared", ["o"], { account: "other", public: true, aliases: ["gpt-other"] }),
      plannedRouter("hidden", ["o"], { account: "other" }),
    ],
    [plannedDeployment("d", urls, { weight: 0 }), plannedDeployment("o", urls, { account: "other" })],
  );
  const { ask } = await runDoor(feed);
  const list = JSON.parse((await ask("/inference/v1/models", { method: "GET" })).text);
  expect(list.data).toEqual([
    { id: "accounts/acme/routers/own", object: "model", created: 0, owned_by: "acme" },
    { id: "gpt", object: "model", created: 0, owned_by: "acme" },
    { id: "accounts/other/routers/shared", object: "model", created: 0, owned_by: "other" },
    { id: "accounts/acme/deployments/d", object: "model", created: 0, owned_by: "acme", root: "model-of-d" },
  ]);
  const status = async (model: string): Promise<number> => (await ask(path, { body: chat(model) })).status;
  // Own routers have nobody of weight above 0, but a deployment is served by its own name whatever its weight.
  expect(await status("gpt")).toBe(503);
  expect(await status("accounts/acme/deployments/d")).toBe(200);
  expect(await status("d")).toBe(200);
  expect(await status("accounts/other/routers/shared")).toBe(200);
  for (const model of ["shared", "gpt-other", "accounts/other/routers/hidden", "accounts/other/deployments/o", "o"]) {
    expect(await status(model)).toBe(404);
  }
});
