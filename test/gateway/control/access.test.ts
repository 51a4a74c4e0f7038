import { describe, expect, test } from "vitest";
import {
  aliceKey,
  bobKey,
  type ControlWorld,
  controlWorld,
  deployments,
  type Reply,
  routers,
  worldWith,
} from "./controlWorld.ts";

/** Every call on one of alice's resources, or on a resource that may not exist. */
const calls = [
  ["GET", ""],
  ["GET", "?readMask=name"],
  ["GET", "?readMask=nme"],
  ["PATCH", ""],
  ["DELETE", ""],
] as const;

const bodies: readonly unknown[] = [{}, { displayName: "x" }, { public: "x", nonsense: 1 }, [], undefined];

/** What an answer tells, but for the name that was asked for. */
function told({ status, text, headers }: Reply, id: string): unknown {
  const { date: _date, ...rest } = headers;
  return { status, text: text.replaceAll(id, "ID"), headers: rest };
}

async function worldOfAlice(): Promise<ControlWorld> {
  const world = await worldWith("private");
  await world.call("POST", `${routers}?routerId=private`, { deployments: ["private"] });
  await world.call("POST", `${routers}?routerId=open-to-all`, { deployments: ["private"], public: true });
  return world;
}

describe("another account", () => {
  test("cannot tell a private router or a deployment from none at all", async () => {
    const world = await worldOfAlice();
    for (const collection of [routers, deployments]) {
      for (const [method, query] of calls) {
        for (const body of method === "PATCH" ? bodies : [undefined]) {
          const hidden = await world.call(method, `${collection}/private${query}`, body, bobKey);
          const absent = await world.call(method, `${collection}/missing${query}`, body, bobKey);
          expect(told(hidden, "private")).toEqual(told(absent, "missing"));
          expect(hidden.status).toBe(query === "?readMask=nme" && collection === routers ? 400 : 404);
        }
      }
    }
    const scaled = await world.call("PATCH", `${deployments}/private:scale`, { replicaCount: 0 }, bobKey);
    const absent = await world.call("PATCH", `${deployments}/missing:scale`, { replicaCount: 0 }, bobKey);
    expect(told(scaled, "private")).toEqual(told(absent, "missing"));
  });

  test("may read a public router, and not change it", async () => {
    const world = await worldOfAlice();
    const own = await world.call("GET", `${routers}/open-to-all`);
    expect((await world.call("GET", `${routers}/open-to-all`, undefined, bobKey)).body).toEqual(own.body);
    for (const method of ["PATCH", "DELETE"] as const) {
      for (const body of bodies) {
        const refused = await world.call(method, `${routers}/open-to-all`, body, bobKey);
        expect(refused).toMatchObject({ status: 403, body: { code: "PERMISSION_DENIED" } });
      }
    }
    expect((await world.call("GET", `${routers}/open-to-all`)).body).toEqual(own.body);
  });

  test("cannot list or create, whether the account exists or not", async () => {
    const world = await worldOfAlice();
    for (const collection of ["routers", "deployments"]) {
      for (const method of ["GET", "POST"] as const) {
        const there = await world.call(method, `/v1/accounts/alice/${collection}`, undefined, bobKey);
        const nowhere = await world.call(method, `/v1/accounts/carol/${collection}`, undefined, bobKey);
        expect(told(there, "alice")).toEqual(told(nowhere, "carol"));
        expect(there).toMatchObject({ status: 403, body: { code: "PERMISSION_DENIED" } });
      }
    }
  });

  test("has names of its own: the same id is another resource", async () => {
    const world = await worldOfAlice();
    const mine = "/v1/accounts/bob/deployments";
    expect((await world.call("POST", `${mine}?deploymentId=private`, {}, bobKey)).status).toBe(200);
    expect((await world.call("DELETE", `${mine}/private`, undefined, bobKey)).status).toBe(200);
    expect((await world.call("GET", `${deployments}/private`)).status).toBe(200);
  });
});

describe("a caller without a good key", () => {
  test("hears the same of everything, and its body is not looked at", async () => {
    const world = await worldOfAlice();
    const answers = new Set<string>();
    for (const url of [routers, deployments, `${routers}/private`, `${routers}/missing`, `${routers}/open-to-all`]) {
      for (const method of ["GET", "PATCH", "POST", "DELETE"] as const) {
        if (url.split("/").length === 5 ? method === "PATCH" || method === "DELETE" : method === "POST") continue;
        const headers = { authorization: `Bearer ${aliceKey}x`, "content-type": "application/json" };
        const body = method === "GET" ? {} : { payload: "{not json" };
        const reply = await world.send({ method, url, headers, ...body });
        answers.add(JSON.stringify(told(reply, "")));
        expect(reply).toMatchObject({ status: 401, body: { code: "UNAUTHENTICATED", details: [] } });
        expect(reply.headers["www-authenticate"]).toBe("Bearer");
      }
    }
    expect(answers.size).toBe(1);
  });

  test.each([undefined, "", "Bearer", "Bearer ", `Basic ${aliceKey}`, aliceKey, `Bearer ${aliceKey} more`])(
    "is refused with the header %j",
    async (authorization) => {
      const world = await controlWorld();
      const reply = await world.send({
        method: "GET",
        url: routers,
        headers: authorization === undefined ? {} : { authorization },
      });
      expect(reply).toMatchObject({
        status: 401,
        body: { message: 'expected the header "Authorization: Bearer KEY"' },
      });
    },
  );

  test("is not refused the document of the calls", async () => {
    const world = await controlWorld();
    expect((await world.call("GET", "/openapi.json", undefined, "")).status).toBe(200);
  });
});

describe("a server that is open", () => {
  test("takes whoever has no key as the account local, and keeps to the keys that it knows", async () => {
    const world = await controlWorld({ open: true });
    const mine = "/v1/accounts/local/deployments";
    expect((await world.call("POST", `${mine}?deploymentId=d`, {}, "")).status).toBe(200);
    expect((await world.call("GET", `${mine}/d`, undefined, "a-key-that-a-client-must-send")).status).toBe(200);
    expect((await world.call("GET", deployments, undefined, "")).status).toBe(403);
    expect((await world.call("GET", deployments, undefined, aliceKey)).status).toBe(200);
    expect((await world.call("GET", `${mine}/d`, undefined, aliceKey)).status).toBe(404);
  });
});
