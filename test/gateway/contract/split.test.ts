import { describe, expect, test } from "vitest";
import {
  aliceKey,
  type ContractWorld,
  contractWorld,
  deploy,
  deployments,
  quick,
  routerName,
  routers,
  settled,
} from "./contractWorld.ts";

// One test for each claim of the contract on how traffic is split, over HTTP: control plane, door and mock fleet.
// Requests go one after the other and the seed is fixed, so that every count here is the same in every run.

/** How many of so many requests to the router each deployment served. */
async function countedOver(world: ContractWorld, requests: number): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (let i = 0; i < requests; i++) {
    const { status, headers } = await world.ask("my-router");
    expect(status).toBe(200);
    const deployment = headers.get("x-shuntyard-deployment") ?? "";
    counts[deployment] = (counts[deployment] ?? 0) + 1;
  }
  return counts;
}

async function worldOf(replicas: Readonly<Record<string, number>>, further: object = {}): Promise<ContractWorld> {
  const world = await contractWorld();
  await deploy(world, replicas);
  const body = { deployments: Object.keys(replicas), ...further };
  expect((await world.call("POST", `${routers}?routerId=my-router`, body)).status).toBe(200);
  return world;
}

describe("traffic is split by replica count", () => {
  test("each replica over all deployments gets an equal share: 3 and 2 replicas give 60 % and 40 %", async () => {
    const world = await worldOf({ a: 3, b: 2 });
    const byReplica = new Map<string, number>();
    for (let i = 0; i < 500; i++) {
      const { headers } = await world.ask("my-router");
      const replica = `${headers.get("x-shuntyard-deployment")}/${headers.get("x-shuntyard-replica")}`;
      byReplica.set(replica, (byReplica.get(replica) ?? 0) + 1);
    }
    expect([...byReplica.keys()].sort()).toEqual(["a/r-1", "a/r-2", "a/r-3", "b/r-1", "b/r-2"]);
    // For a fresh seed: chi-square of the five counts about 100 with 4 degrees of freedom is above 33.4 in 1 of a million.
    const counts = [...byReplica.values()];
    expect(counts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)).toBeLessThan(33.4);
  });

  test("share_i = weight_i x ready_i / sum(weight_j x ready_j)", async () => {
    const world = await worldOf({ a: 1, b: 2 });
    await world.call("PATCH", `${deployments}/a`, { weight: 6 });
    const { a = 0 } = await countedOver(world, 400);
    // 75 % of 400 is 300 with a standard deviation of 8.7: six of them are left in 1 of 500 million runs.
    expect(Math.abs(a - 300)).toBeLessThan(52);
  });

  test("a change of the replica count changes the split at once", async () => {
    const world = await worldOf({ a: 1, b: 1 });
    await world.call("PATCH", `${deployments}/b:scale`, { replicaCount: 0 });
    await settled(world);
    expect(await countedOver(world, 20)).toEqual({ a: 20 });
    await world.call("PATCH", `${deployments}/b:scale`, { replicaCount: 1 });
    await world.call("PATCH", `${deployments}/a:scale`, { replicaCount: 0 });
    await settled(world);
    expect(await countedOver(world, 20)).toEqual({ b: 20 });
  });

  test("evenLoad: {} keeps the load per replica even: whoever is busy gets the next request last", async () => {
    const world = await contractWorld();
    const replica = { slots: 1, queue: 0, service: { kind: "fixed", value: "1h" } };
    const ids = ["a", "b", "c", "d"];
    for (const id of ids) {
      await world.call("POST", `${deployments}?deploymentId=${id}`, { mock: { deployment: { replicas: 1, replica } } });
    }
    await settled(world);
    await world.call("POST", `${routers}?routerId=my-router`, { deployments: ids, evenLoad: {} });
    // Four places, and the fifth request finds none: drawn at random, all four would be taken once in eleven runs.
    const asked = Array.from({ length: 5 }, () => world.ask("my-router"));
    expect((await Promise.race(asked)).status).toBe(429);
    for (const deployment of ids) {
      world.fleet.inject("alice", { kind: "crash", deployment, replicas: 1, restart: false });
    }
    expect((await Promise.all(asked)).map(({ status }) => status).sort()).toEqual([429, 502, 502, 502, 502]);
  });
});

describe("no traffic goes", () => {
  test("to weight 0", async () => {
    const world = await worldOf({ a: 1, b: 1 });
    await world.call("PATCH", `${deployments}/a`, { weight: 0 });
    expect(await countedOver(world, 30)).toEqual({ b: 30 });
  });

  test.each(["-1", "1e999", '"1"', "null"])("a weight is finite and not negative: %s is refused", async (weight) => {
    const world = await worldOf({ a: 1 });
    const body = `{"weight":${weight}}`;
    const { status } = await fetch(`${world.url}${deployments}/a`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${aliceKey}`, "content-type": "application/json" },
      body,
    });
    expect(status).toBe(400);
  });

  test("to a deployment without a ready replica: a canary that is not ready yet gets nothing", async () => {
    const world = await worldOf({ a: 1 });
    const slow = { deployment: { ...quick.deployment, startup: { kind: "fixed", value: "1h" } } };
    await world.call("POST", `${deployments}?deploymentId=canary`, { mock: slow, desiredReplicaCount: 4 });
    await world.call("PATCH", `${routers}/my-router`, { deployments: ["a", "canary"] });
    expect(await countedOver(world, 30)).toEqual({ a: 30 });
  });

  test("to a deployment that is absent from the router", async () => {
    const world = await worldOf({ a: 1, b: 1 });
    await world.call("PATCH", `${routers}/my-router`, { deployments: ["b"] });
    expect(await countedOver(world, 30)).toEqual({ b: 30 });
  });

  test("anywhere when nothing is left to choose from: 503 unroutable with Retry-After, and the router's status says so", async () => {
    const world = await worldOf({ a: 1, b: 1 });
    await world.call("PATCH", `${deployments}/a`, { weight: 0 });
    await world.call("PATCH", `${deployments}/b:scale`, { replicaCount: 0 });
    await settled(world);
    for (const stream of [false, true]) {
      const { status, headers, body } = await world.ask("my-router", { stream });
      expect(status).toBe(503);
      expect(body).toMatchObject({ error: { code: "unroutable" } });
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      expect(headers.get("x-shuntyard-router")).toBe("my-router");
      expect(headers.get("x-shuntyard-deployment")).toBeNull();
      expect(headers.get("x-shuntyard-attempts")).toBe("0");
    }
    expect((await world.call("GET", `${routers}/my-router?readMask=status.code`)).body).toEqual({
      status: { code: "UNAVAILABLE" },
    });
    await world.call("PATCH", `${deployments}/a`, { weight: 1 });
    expect(await countedOver(world, 5)).toEqual({ a: 5 });
  });
});

describe("what a router is for", () => {
  test("a stable alias: the deployment behind it is replaced, and the application notices nothing", async () => {
    const world = await worldOf({ a: 1, b: 1 }, { aliases: ["gpt-4o"] });
    await world.call("PATCH", `${routers}/my-router`, { deployments: ["a"] });
    const before = await world.ask("gpt-4o");
    await world.call("PATCH", `${routers}/my-router`, { deployments: ["b"] });
    const after = await world.ask("gpt-4o");
    expect([before.status, after.status]).toEqual([200, 200]);
    expect([before, after].map(({ headers }) => headers.get("x-shuntyard-deployment"))).toEqual(["a", "b"]);
  });

  test("the worked migration: 100 %, at once 80/20, in steps, and over", async () => {
    const world = await contractWorld();
    await deploy(world, { "current-deployment": 4 });
    await world.call("POST", `${routers}?routerId=my-router`, { deployments: ["current-deployment"] });
    const share = async (requests: number): Promise<number> => {
      let onNew = 0;
      for (let i = 0; i < requests; i++) {
        const { status, headers } = await world.ask(routerName("my-router"));
        expect(status).toBe(200);
        if (headers.get("x-shuntyard-deployment") === "new-deployment") onNew++;
      }
      return onNew;
    };
    expect(await share(20)).toBe(0);
    await deploy(world, { "new-deployment": 1 });
    expect(await share(20)).toBe(0);
    const both = { deployments: ["current-deployment", "new-deployment"] };
    expect((await world.call("PATCH", `${routers}/my-router`, both)).status).toBe(200);
    // 80 of 400 with a standard deviation of 8: six of them are left in 1 of 500 million runs.
    expect(Math.abs((await share(400)) - 80)).toBeLessThan(48);
    const scale = async (id: string, replicaCount: number): Promise<void> => {
      expect((await world.call("PATCH", `${deployments}/${id}:scale`, { replicaCount })).status).toBe(200);
      await settled(world);
    };
    await scale("new-deployment", 4);
    await scale("current-deployment", 1);
    expect(Math.abs((await share(400)) - 320)).toBeLessThan(48);
    await scale("current-deployment", 0);
    expect(await share(20)).toBe(20);
    await world.call("PATCH", `${routers}/my-router`, { deployments: ["new-deployment"] });
    expect((await world.call("DELETE", `${deployments}/current-deployment`)).status).toBe(200);
    expect(await share(20)).toBe(20);
  });
});
