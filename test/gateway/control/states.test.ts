import { describe, expect, test } from "vitest";
import { type ControlWorld, deployments, routers, worldWith } from "./controlWorld.ts";

async function stateOf(world: ControlWorld, url: string): Promise<unknown> {
  return (await world.call("GET", `${url}?readMask=state`)).body["state"];
}

describe("a router", () => {
  test("is CREATING, then READY, then UPDATING, until every gateway has its last change", async () => {
    const world = await worldWith("old", "new");
    world.gatewayVersion = world.store.version;
    await world.call("POST", `${routers}?routerId=r`, { deployments: ["old"] });
    expect(await stateOf(world, `${routers}/r`)).toBe("CREATING");
    world.gatewayVersion = world.store.version;
    expect(await stateOf(world, `${routers}/r`)).toBe("READY");
    await world.call("PATCH", `${routers}/r`, { deployments: ["old", "new"] });
    expect(await stateOf(world, `${routers}/r`)).toBe("UPDATING");
    world.gatewayVersion = world.store.version;
    expect(await stateOf(world, `${routers}/r`)).toBe("READY");
  });

  test("is not held up by changes of others", async () => {
    const world = await worldWith("old");
    await world.call("POST", `${routers}?routerId=r`, { deployments: ["old"] });
    world.gatewayVersion = world.store.version;
    await world.call("POST", `${routers}?routerId=s`, { deployments: ["old"] });
    expect(await stateOf(world, `${routers}/r`)).toBe("READY");
  });

  test("has the status UNAVAILABLE while none of its deployments can serve", async () => {
    const world = await worldWith("old", "new");
    await world.call("POST", `${routers}?routerId=r`, { deployments: ["old", "new"] });
    const code = async (): Promise<unknown> => (await world.call("GET", `${routers}/r?readMask=status.code`)).body;
    expect(await code()).toEqual({ status: { code: "UNAVAILABLE" } });
    world.replicas.set("alice/new", { readyReplicaCount: 1 });
    expect(await code()).toEqual({ status: { code: "OK" } });
    await world.call("PATCH", `${deployments}/new`, { weight: 0 });
    expect(await code()).toEqual({ status: { code: "UNAVAILABLE" } });
  });
});

describe("a deployment", () => {
  test("goes from CREATING to READY as its replicas start", async () => {
    const world = await worldWith("old");
    await world.call("PATCH", `${deployments}/old:scale`, { replicaCount: 1 });
    for (const [stats, replicaCount, state] of [
      [{ pendingSchedulingReplicaCount: 1 }, 1, "CREATING"],
      [{ downloadingModelReplicaCount: 1 }, 1, "CREATING"],
      [{ initializingReplicaCount: 1 }, 1, "CREATING"],
      [{ readyReplicaCount: 1 }, 1, "READY"],
    ] as const) {
      world.replicas.set("alice/old", stats);
      const { body } = await world.call("GET", `${deployments}/old`);
      expect(body).toMatchObject({ desiredReplicaCount: 1, replicaCount, replicaStats: stats, state });
    }
  });

  test("is UPDATING while its replicas are others than are desired", async () => {
    const world = await worldWith("old");
    world.replicas.set("alice/old", { readyReplicaCount: 1 });
    await world.call("PATCH", `${deployments}/old:scale`, { replicaCount: 2 });
    expect(await stateOf(world, `${deployments}/old`)).toBe("UPDATING");
    world.replicas.set("alice/old", { readyReplicaCount: 2 });
    expect(await stateOf(world, `${deployments}/old`)).toBe("READY");
    world.replicas.set("alice/old", { readyReplicaCount: 3 });
    expect(await stateOf(world, `${deployments}/old`)).toBe("UPDATING");
  });

  test("that has lost a replica is not CREATING again", async () => {
    const world = await worldWith("old");
    world.replicas.set("alice/old", { readyReplicaCount: 0, everReady: true });
    expect(await stateOf(world, `${deployments}/old`)).toBe("UPDATING");
  });

  test("is READY only when every gateway has its last change", async () => {
    const world = await worldWith("old");
    world.replicas.set("alice/old", { readyReplicaCount: 1 });
    world.gatewayVersion = world.store.version;
    await world.call("PATCH", `${deployments}/old`, { weight: 2 });
    expect(await stateOf(world, `${deployments}/old`)).toBe("UPDATING");
    world.gatewayVersion = world.store.version;
    expect(await stateOf(world, `${deployments}/old`)).toBe("READY");
  });

  test("that cannot be served is FAILED, and its status says why", async () => {
    const world = await worldWith("old");
    world.replicas.set("alice/old", { failure: "all replicas failed to start" });
    expect((await world.call("GET", `${deployments}/old?readMask=state,status`)).body).toEqual({
      state: "FAILED",
      status: { code: "UNAVAILABLE", message: "all replicas failed to start" },
    });
  });
});
