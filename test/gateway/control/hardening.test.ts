import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { errorJson } from "../../../src/gateway/control/schema/errorJson.ts";
import type { ResourceStore } from "../../../src/gateway/resourceStore.ts";
import { memoryResourceStore } from "../../../src/gateway/store/memory/memoryResourceStore.ts";
import { StoreFault } from "../../../src/gateway/store/storeFault.ts";
import { aliceKey, type ControlWorld, controlWorld, deployments, routers, worldWith } from "./controlWorld.ts";

const authorization = `Bearer ${aliceKey}`;

describe("a body that cannot be read", () => {
  test.each([
    ["application/json", '{"a":', "body", "expected JSON: "],
    ["application/json", "nonsense", "body", "expected JSON: "],
    ["application/json; charset=utf-8", "\u0000", "body", "expected JSON: "],
    ["text/plain", "{}", "Content-Type", 'expected application/json, got "text/plain"'],
    ["application/x-www-form-urlencoded", "a=b", "Content-Type", "expected application/json"],
    ["application/jsonp", "{}", "Content-Type", "expected application/json"],
    [undefined, "{}", "Content-Type", "expected application/json, got none"],
    ["", "{}", "Content-Type", "expected application/json"],
    ["application/json", `{"mock":${"[".repeat(65)}${"]".repeat(65)}}`, "body", "nested too deep: at most 64 levels"],
    ["application/json", `"${"x".repeat(256 * 1024)}"`, "body", "expected at most 262144 bytes, got more"],
  ])("of the type %s is refused by field", async (type, payload, field, description) => {
    const world = await controlWorld();
    const headers = { authorization, ...(type === undefined ? {} : { "content-type": type }) };
    const reply = await world.send({ method: "POST", url: routers, headers, payload });
    expect(reply).toMatchObject({ status: 400, body: { code: "INVALID_ARGUMENT" } });
    expect(reply.body["details"]).toEqual([{ field, description: expect.stringContaining(description) }]);
    expect(world.faults).toEqual([]);
  });

  test("is not read when it is compressed, and is when it says that it is not", async () => {
    const world = await worldWith("old");
    const headers = { authorization, "content-type": "application/json" };
    const send = (encoding: string): ReturnType<typeof world.send> =>
      world.send({
        method: "PATCH",
        url: `${deployments}/old`,
        headers: { ...headers, "content-encoding": encoding },
        payload: "{}",
      });
    const field = "Content-Encoding";
    expect(await send("gzip")).toMatchObject({ status: 400, body: { details: [{ field }] } });
    expect((await send("Identity")).status).toBe(200);
  });

  test.each([
    ["a mock deployment", (deep: string) => `{"mock":{"deployment":${deep}}}`],
    ["a field of ours", (deep: string) => `{"state":${deep}}`],
  ])("nested too deep in %s is a mistake of the caller, not of ours", async (_, bodyWith) => {
    const world = await controlWorld();
    for (const deep of [`${'{"a":'.repeat(40_000)}1${"}".repeat(40_000)}`, "[".repeat(99_000) + "]".repeat(99_000)]) {
      const headers = { authorization, "content-type": "application/json" };
      const reply = await world.send({ method: "POST", url: deployments, headers, payload: bodyWith(deep) });
      expect(reply).toMatchObject({ status: 400, body: { code: "INVALID_ARGUMENT" } });
    }
    expect(world.faults).toEqual([]);
  });

  test("is read at any depth, and with names that objects have by birth", async () => {
    const world = await worldWith("old");
    for (const payload of [
      `{"deployments":["old"],"model":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
      '{"deployments":["old"],"__proto__":{"public":true},"constructor":{"prototype":{}},"toString":1}',
    ]) {
      const headers = { authorization, "content-type": "application/json" };
      const reply = await world.send({ method: "POST", url: routers, headers, payload });
      expect(reply).toMatchObject({ status: 400, body: { code: "INVALID_ARGUMENT" } });
    }
    expect((await world.call("GET", routers)).body["totalSize"]).toBe(0);
  });

  test("is no place for parameters where a call has none", async () => {
    const world = await worldWith("old");
    const { body } = await world.call("PATCH", `${deployments}/old?updateMask=weight`, {});
    expect(body["details"]).toEqual([{ field: "updateMask", description: "unknown field, expected none" }]);
  });

  test("full of unknown fields gets an answer that somebody can read", async () => {
    const world = await controlWorld();
    const body = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`field${at}`, 1]));
    const reply = await world.call("POST", deployments, body);
    expect(reply.status).toBe(400);
    expect(reply.body["details"]).toHaveLength(101);
  });

  test("may be absent, with the header of one, where none is needed", async () => {
    const world = await worldWith("old");
    for (const type of ["application/json", "text/plain"]) {
      const headers = { authorization, "content-type": type };
      expect((await world.send({ method: "PATCH", url: `${deployments}/old`, headers })).status).toBe(200);
      expect((await world.send({ method: "DELETE", url: `${deployments}/none`, headers })).status).toBe(404);
    }
  });
});

describe("a path that leads nowhere", () => {
  test.each([
    ["GET", "/", 404],
    ["GET", "//", 404],
    ["GET", "/v1/accounts", 404],
    ["GET", "/v1/accounts/alice/routers/a/b", 404],
    ["GET", "/v1/accounts/alice/routers/a%2Fb", 404],
    ["GET", "/v1/accounts/alice/routers/..%2f..%2fetc", 404],
    ["GET", "/v1/accounts/%E0%A4%A/routers", 400],
    ["GET", `/v1/accounts/alice/routers/${"x".repeat(300)}`, 400],
    ["PUT", "/v1/accounts/alice/routers/a", 404],
    ["HEAD", "/v1/accounts/alice/routers", 404],
    ["OPTIONS", "/v1/accounts/alice/routers", 404],
  ] as const)("%s %s", async (method, url, status) => {
    const world = await controlWorld();
    const reply = await world.send({ method, url, headers: { authorization } });
    expect(reply.status).toBe(status);
    if (method !== "HEAD") expect(errorJson.safeParse(reply.body).error).toBeUndefined();
    expect(reply.text.length).toBeLessThan(1000);
  });
});

describe("a fault of our own", () => {
  test("is told as one, without its cause; the cause is told to the server", async () => {
    const cause = new Error("/secret/path is on fire");
    const world = await controlWorld({ store: failing(() => cause) });
    const reply = await world.call("GET", routers);
    expect(reply).toMatchObject({ status: 500, body: { code: "INTERNAL", details: [] } });
    expect(reply.text).not.toContain("secret");
    expect(world.faults).toEqual([cause]);
  });

  test.each(["busy", "unusable"] as const)("of a store that is %s is UNAVAILABLE", async (kind) => {
    const world = await controlWorld({ store: failing(() => new StoreFault(kind, "/secret/path")) });
    const reply = await world.call("GET", routers);
    expect(reply).toMatchObject({ status: 503, body: { code: "UNAVAILABLE" } });
    expect(reply.text).not.toContain("secret");
    expect(world.faults).toHaveLength(1);
  });

  function failing(error: () => Error): ResourceStore {
    const store = memoryResourceStore();
    return {
      change: (work) => store.change(work),
      read: () => {
        throw error();
      },
      get version() {
        return store.version;
      },
      close: () => store.close(),
    };
  }
});

describe("on a socket", () => {
  test.each([
    ["no HTTP at all", "nonsense\r\n\r\n"],
    ["a head that is too large", `GET ${routers} HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(100_000)}\r\n\r\n`],
    ["two lengths", `POST ${routers} HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab`],
    [
      "a length and chunks",
      `POST ${routers} HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
  ])("%s is answered by a canonical error, and the server goes on", async (_name, text) => {
    const world = await controlWorld();
    const answer = await exchange(world, text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    const body: unknown = JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4));
    expect(errorJson.safeParse(body).error).toBeUndefined();
    expect((await world.call("GET", routers)).status).toBe(200);
  });

  test("a caller that leaves in the middle of its body does no harm", async () => {
    const world = await controlWorld();
    const head = `POST ${routers} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\n`;
    await exchange(world, `${head}content-length: 100\r\n\r\n{"deployments"`);
    expect((await world.call("GET", routers)).body["totalSize"]).toBe(0);
    expect(world.faults).toEqual([]);
  });

  /** Sends a text and closes our side; everything that came back. */
  async function exchange({ server }: ControlWorld, text: string): Promise<string> {
    await server.listen({ port: 0, host: "127.0.0.1" });
    const address = server.server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    const socket = connect(address.port, "127.0.0.1");
    let received = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => {
      received += String(chunk);
    });
    socket.on("error", () => {});
    await once(socket, "connect");
    socket.end(text);
    await once(socket, "close");
    return received;
  }
});
