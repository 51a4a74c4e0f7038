import { describe, expect, test } from "vitest";
import { errorJson } from "../../../src/gateway/control/schema/errorJson.ts";
import {
  bobKey,
  type ContractWorld,
  contractWorld,
  deploy,
  deployments,
  type Reply,
  routers,
} from "./contractWorld.ts";

// One test for each claim of the contract on errors and access, over HTTP.

async function worldOfAlice(): Promise<ContractWorld> {
  const world = await contractWorld();
  await deploy(world, { d: 1 });
  await world.call("POST", `${routers}?routerId=private`, { deployments: ["d"] });
  await world.call("POST", `${routers}?routerId=open`, { deployments: ["d"], public: true });
  return world;
}

describe("errors are {code, message, details} with the canonical codes", () => {
  test.each([
    ["INVALID_ARGUMENT", 400, (world: ContractWorld) => world.call("POST", routers, {})],
    ["UNAUTHENTICATED", 401, (world: ContractWorld) => world.call("GET", routers, undefined, "wrong")],
    ["PERMISSION_DENIED", 403, (world: ContractWorld) => world.call("GET", routers, undefined, bobKey)],
    ["NOT_FOUND", 404, (world: ContractWorld) => world.call("GET", `${routers}/none`)],
    [
      "ALREADY_EXISTS",
      409,
      (world: ContractWorld) => world.call("POST", `${routers}?routerId=open`, { deployments: ["d"] }),
    ],
    ["FAILED_PRECONDITION", 400, (world: ContractWorld) => world.call("DELETE", `${deployments}/d`)],
  ] as const)("%s is %i", async (code, status, call) => {
    const reply = await call(await worldOfAlice());
    expect(reply).toMatchObject({ status, body: { code } });
    expect(errorJson.safeParse(reply.body).error).toBeUndefined();
    expect(Object.keys(reply.body).sort()).toEqual(["code", "details", "message"]);
  });
});

describe("Authorization: Bearer KEY", () => {
  test("a key belongs to one account: it creates and lists there and nowhere else", async () => {
    const world = await worldOfAlice();
    expect((await world.call("GET", "/v1/accounts/bob/routers", undefined, bobKey)).body["totalSize"]).toBe(0);
    expect((await world.call("GET", "/v1/accounts/bob/routers")).status).toBe(403);
    expect((await world.call("POST", deployments, {}, bobKey)).status).toBe(403);
  });

  test("no key and a wrong key: UNAUTHENTICATED from the control plane, 401 from the data plane, before anything else is looked at", async () => {
    const world = await worldOfAlice();
    for (const key of ["", "wrong"]) {
      for (const path of [routers, `${routers}/none`, `${deployments}/d`]) {
        const reply = await world.call("GET", path, undefined, key);
        expect(reply).toMatchObject({ status: 401, body: { code: "UNAUTHENTICATED" } });
        expect(reply.headers.get("www-authenticate")).toBe("Bearer");
      }
      const listing = await world.call("GET", "/v1/models", undefined, key);
      expect(listing).toMatchObject({ status: 401, body: { error: { code: "invalid_api_key" } } });
    }
    const told = ["open", "private", "none", "accounts/alice/routers/open"].map((model) =>
      world.ask(model, {}, {}, "wrong"),
    );
    expect(new Set((await Promise.all(told)).map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  });
});

describe("private and public", () => {
  test("a private router of another account answers NOT_FOUND: its existence is not told", async () => {
    const world = await worldOfAlice();
    const told = ({ status, text }: Reply, id: string): string => `${status} ${text.replaceAll(id, "ID")}`;
    for (const method of ["GET", "PATCH", "DELETE"] as const) {
      const body = method === "PATCH" ? { displayName: "x" } : undefined;
      const there = await world.call(method, `${routers}/private`, body, bobKey);
      const nowhere = await world.call(method, `${routers}/none`, body, bobKey);
      expect(there).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
      expect(told(there, "private")).toBe(told(nowhere, "none"));
    }
    const called = await world.ask("accounts/alice/routers/private", {}, {}, bobKey);
    const nobody = await world.ask("accounts/alice/routers/none", {}, {}, bobKey);
    expect(called.status).toBe(404);
    expect(told(called, "private")).toBe(told(nobody, "none"));
  });

  test("public: any account may call it, and only its own may change it", async () => {
    const world = await worldOfAlice();
    const called = await world.ask("accounts/alice/routers/open", {}, {}, bobKey);
    expect(called.status).toBe(200);
    expect(called.headers.get("x-shuntyard-router")).toBe("open");
    expect((await world.call("GET", `${routers}/open`, undefined, bobKey)).status).toBe(200);
    expect((await world.call("PATCH", `${routers}/open`, { public: false }, bobKey)).status).toBe(403);
    await world.call("PATCH", `${routers}/open`, { public: false });
    expect((await world.ask("accounts/alice/routers/open", {}, {}, bobKey)).status).toBe(404);
  });

  test("a deployment is called by its own account alone, also behind a public router", async () => {
    const world = await worldOfAlice();
    expect((await world.ask("accounts/alice/deployments/d")).status).toBe(200);
    expect((await world.ask("accounts/alice/deployments/d", {}, {}, bobKey)).status).toBe(404);
    expect((await world.call("GET", `${deployments}/d`, undefined, bobKey)).status).toBe(404);
  });

  test("RESOURCE_EXHAUSTED is 429: a queue that is full is told to the caller with Retry-After", async () => {
    const world = await contractWorld();
    const full = {
      deployment: { replicas: 1, replica: { slots: 1, queue: 0, service: { kind: "fixed", value: "1h" } } },
    };
    await world.call("POST", `${deployments}?deploymentId=full`, { mock: full });
    while (world.fleet.ready("alice", "full").length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    const asked = [world.ask("full"), world.ask("full")];
    const refused = await Promise.race(asked);
    expect(refused).toMatchObject({ status: 429, body: { error: { code: "queue_full" } } });
    expect(refused.headers.get("retry-after")).toBe("1");
    world.fleet.inject("alice", { kind: "crash", deployment: "full", replicas: 1, restart: false });
    expect((await Promise.all(asked)).map(({ status }) => status).sort()).toEqual([429, 502]);
  });
});
