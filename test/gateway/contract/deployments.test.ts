import { describe, expect, test } from "vitest";
import { contractWorld, deploy, deploymentName, deployments, quick, routers, settled } from "./contractWorld.ts";

// One test for each claim of the contract on the resource Deployment, over HTTP.

describe("/v1/accounts/{account_id}/deployments", () => {
  test("create, list, get, update and delete", async () => {
    const world = await contractWorld();
    const made = await world.call("POST", `${deployments}?deploymentId=d`, { mock: quick, displayName: "D" });
    expect(made).toMatchObject({ status: 200, body: { name: deploymentName("d"), displayName: "D" } });
    await settled(world);
    const { body } = await world.call("GET", `${deployments}/d`);
    expect((await world.call("GET", deployments)).body).toEqual({
      deployments: [body],
      nextPageToken: "",
      totalSize: 1,
    });
    expect((await world.call("PATCH", `${deployments}/d`, { displayName: "E" })).status).toBe(200);
    expect((await world.call("GET", `${deployments}/d`)).body).toEqual({
      ...body,
      displayName: "E",
      updateTime: expect.any(String),
    });
    expect(await world.call("DELETE", `${deployments}/d`)).toMatchObject({ status: 200, text: "{}" });
    expect(await world.call("GET", `${deployments}/d`)).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
  });

  test("has the fields of the contract, with the usual windows of scaling", async () => {
    const world = await contractWorld();
    await deploy(world, { d: 2 });
    const { body } = await world.call("GET", `${deployments}/d`);
    expect(body).toMatchObject({
      name: deploymentName("d"),
      displayName: "",
      baseModel: expect.any(String),
      state: "READY",
      minReplicaCount: 0,
      maxReplicaCount: 2,
      desiredReplicaCount: 2,
      replicaCount: 2,
      replicaStats: {
        pendingSchedulingReplicaCount: 0,
        downloadingModelReplicaCount: 0,
        initializingReplicaCount: 0,
        readyReplicaCount: 2,
      },
      autoscalingPolicy: { scaleUpWindow: "30s", scaleDownWindow: "600s", scaleToZeroWindow: "3600s", loadTargets: {} },
      createTime: expect.stringMatching(/Z$/),
      updateTime: expect.stringMatching(/Z$/),
    });
  });

  test("states: CREATING until its replicas have started, READY then", async () => {
    const world = await contractWorld();
    const slow = { deployment: { ...quick.deployment, startup: { kind: "fixed", value: "1h" } } };
    await world.call("POST", `${deployments}?deploymentId=slow`, { mock: slow });
    expect((await world.call("GET", `${deployments}/slow`)).body).toMatchObject({
      state: "CREATING",
      replicaCount: 1,
      replicaStats: { initializingReplicaCount: 1, readyReplicaCount: 0 },
    });
    await world.call("PATCH", `${deployments}/slow:scale`, { replicaCount: 0 });
    expect((await world.call("GET", `${deployments}/slow`)).body).toMatchObject({ state: "READY", replicaCount: 0 });
  });

  test("states: UPDATING while it is scaled, FAILED when it cannot be served", async () => {
    const world = await contractWorld();
    await world.call("POST", `${deployments}?deploymentId=d`, {
      mock: { deployment: { ...quick.deployment, startup: { kind: "fixed", value: "1h" } } },
      desiredReplicaCount: 0,
    });
    await world.call("PATCH", `${deployments}/d:scale`, { replicaCount: 1 });
    expect((await world.call("GET", `${deployments}/d?readMask=state`)).body).toEqual({ state: "UPDATING" });
    world.store.change((tables) => {
      const record = tables.deployments.get("alice", "d");
      if (record === undefined) throw new Error("The deployment is gone.");
      const changedIn = tables.version;
      tables.deployments.put({ ...record, serving: { kind: "mock", spec: "no-such-profile" }, changedIn });
    });
    expect((await world.call("GET", `${deployments}/d?readMask=state`)).body).toEqual({ state: "FAILED" });
  });
});

describe("PATCH …/deployments/{id}:scale", () => {
  test("{replicaCount: n} with n >= 0 is what is desired, and comes to be", async () => {
    const world = await contractWorld();
    await deploy(world, { d: 1 });
    for (const replicaCount of [3, 0, 2]) {
      expect(await world.call("PATCH", `${deployments}/d:scale`, { replicaCount })).toMatchObject({
        status: 200,
        body: { desiredReplicaCount: replicaCount },
      });
      await settled(world);
      expect((await world.call("GET", `${deployments}/d`)).body).toMatchObject({
        state: "READY",
        replicaCount,
        replicaStats: { readyReplicaCount: replicaCount },
      });
    }
    expect(await world.call("PATCH", `${deployments}/d:scale`, { replicaCount: -1 })).toMatchObject({
      status: 400,
      body: { code: "INVALID_ARGUMENT" },
    });
  });
});

describe("replicas that a crash has taken for good", () => {
  test.each([
    ["scaling", ":scale", { replicaCount: 3 }],
    ["an update", "", { desiredReplicaCount: 3 }],
  ])("are started anew by %s to the count there was, and by no other change", async (_, verb, body) => {
    const world = await contractWorld();
    await deploy(world, { d: 3, other: 1 });
    world.fleet.inject("alice", { kind: "crash", deployment: "d", replicas: 2, restart: false });
    for (const [id, change] of Object.entries({ other: { displayName: "O" }, d: { weight: 2 } })) {
      expect((await world.call("PATCH", `${deployments}/${id}`, change)).status).toBe(200);
    }
    const { body: before } = await world.call("GET", `${deployments}/d`);
    expect(before).toMatchObject({ state: "UPDATING", desiredReplicaCount: 3, replicaCount: 1 });
    expect((await world.call("PATCH", `${deployments}/d${verb}`, body)).status).toBe(200);
    await settled(world);
    const { body: after } = await world.call("GET", `${deployments}/d`);
    expect(after).toMatchObject({ state: "READY", replicaCount: 3, updateTime: before["updateTime"] });
  });
});

describe("DELETE …/deployments/{id}", () => {
  test("of one that a router uses: FAILED_PRECONDITION names the router, and it goes on serving", async () => {
    const world = await contractWorld();
    await deploy(world, { d: 1 });
    await world.call("POST", `${routers}?routerId=my-router`, { deployments: ["d"] });
    const refused = await world.call("DELETE", `${deployments}/d`);
    expect(refused).toMatchObject({ status: 400, body: { code: "FAILED_PRECONDITION" } });
    expect(refused.body["message"]).toContain('router "my-router"');
    expect((await world.ask("my-router")).status).toBe(200);
    await world.call("DELETE", `${routers}/my-router`);
    expect((await world.call("DELETE", `${deployments}/d`)).status).toBe(200);
  });
});
