import { describe, expect, test } from "vitest";
import { strangersCall } from "../../../src/gateway/system/strangersCall.ts";
import { ask, chatBody, testSystem } from "./systemWorld.ts";

const locals = ["localhost", "localhost:8080", "127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:8080", "LOCALHOST:1"];
const strangers = [
  "evil.example",
  "127.0.0.1.evil.example",
  "localhost.evil.example:8080",
  "10.0.0.1",
  "evil@[::2]",
  "",
];

describe("a server that needs no key", () => {
  test.each(locals)("answers calls to %s", (host) => {
    expect(strangersCall({ headers: { host } })).toBeUndefined();
    expect(strangersCall({ headers: { host, origin: `http://${host}` } })).toBeUndefined();
  });

  test.each(strangers)("answers none to %j, nor pages from there", (host) => {
    expect(strangersCall({ headers: { host } })).toContain("Host");
    expect(strangersCall({ headers: { host: "localhost", origin: `https://${host}` } })).toContain("Origin");
  });

  test("answers no page without an origin of its own, and nobody who names no host", () => {
    expect(strangersCall({ headers: { host: "localhost", origin: "null" } })).toContain("Origin");
    expect(strangersCall({ headers: {} })).toContain("Host");
  });

  test.each([1, 2])("refuses them at every path, control plane and data plane, with %i gateways", async (gateways) => {
    const { url } = await testSystem({ open: true, gateways });
    for (const headers of [{ host: "evil.example" }, { origin: "https://evil.example" }]) {
      const data = await ask(url, "/v1/chat/completions", { key: "", headers, body: chatBody("m") });
      expect(data.status).toBe(403);
      expect(data.body).toMatchObject({ error: { code: "stranger" } });
      for (const path of ["/v1/accounts/local/routers", "/metrics", "/healthz", "/openapi.json"]) {
        const { status, body } = await ask(url, path, { key: "", headers });
        expect(status).toBe(403);
        expect(body).toMatchObject({ code: "PERMISSION_DENIED" });
      }
    }
    expect((await ask(url, "/v1/accounts/local/routers", { key: "" })).status).toBe(200);
  });
});

test("where keys are needed, any host name does", async () => {
  const { url } = await testSystem();
  expect((await ask(url, "/v1/accounts/alice/routers", { headers: { host: "yard.example" } })).status).toBe(200);
});
