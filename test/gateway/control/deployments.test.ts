import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { Mistakes } from "../../../src/gateway/control/mistakes.ts";
import { replicaBounds } from "../../../src/gateway/control/replicaBounds.ts";
import { controlWorld, deployments, type Reply, routers, worldWith } from "./controlWorld.ts";

function blamed({ body: { details } }: Reply): readonly unknown[] {
  return Array.isArray(details) ? details.map(({ field }) => field) : [];
}

describe("POST /deployments", () => {
  test("makes one mock replica of the usual profile when nothing is said", async () => {
    const world = await controlWorld();
    const made = await world.call("POST", `${deployments}?deploymentId=old`, {});
    expect(made.status).toBe(200);
    expect(made.body).toEqual({
      name: "accounts/alice/deployments/old",
      displayName: "",
      baseModel: "llama2-70b-h100-tp8",
      state: "CREATING",
      status: { code: "OK", message: "" },
      minReplicaCount: 0,
      maxReplicaCount: 1,
      desiredReplicaCount: 1,
      replicaCount: 0,
      replicaStats: {
        pendingSchedulingReplicaCount: 0,
        downloadingModelReplicaCount: 0,
        initializingReplicaCount: 0,
        readyReplicaCount: 0,
      },
      autoscalingPolicy: { scaleUpWindow: "30s", scaleDownWindow: "600s", scaleToZeroWindow: "3600s", loadTargets: {} },
      weight: 1,
      mock: { profile: "llama2-70b-h100-tp8" },
      createTime: "2025-11-22T08:30:00.000Z",
      updateTime: "2025-11-22T08:30:00.000Z",
    });
    expect((await world.call("GET", `${deployments}/old`)).body).toEqual(made.body);
  });

  test("makes one replica of each base URL, without slashes at the end", async () => {
    const world = await controlWorld();
    const made = await world.call("POST", deployments, {
      external: { baseUrls: ["http://10.0.0.7:8000/", "https://gpu.example/vllm//"] },
      baseModel: "llama",
    });
    expect(made.body).toMatchObject({
      desiredReplicaCount: 2,
      baseModel: "llama",
      external: { baseUrls: ["http://10.0.0.7:8000", "https://gpu.example/vllm"] },
    });
    expect(made.body["name"]).toMatch(/^accounts\/alice\/deployments\/[a-z0-9]{10}$/);
  });

  test("takes a deployment as a scenario writes it, and its replicas and weight with it", async () => {
    const world = await controlWorld();
    const written = { replicas: 3, weight: 0.5, replica: { slots: 4, service: { kind: "fixed", value: "20ms" } } };
    const made = await world.call("POST", `${deployments}?deploymentId=d`, { mock: { deployment: written } });
    expect(made.body).toMatchObject({ desiredReplicaCount: 3, weight: 0.5, mock: { deployment: written } });
  });

  test("keeps an autoscaling policy, with the usual windows where nothing is said", async () => {
    const world = await controlWorld();
    const autoscalingPolicy = { scaleUpWindow: "10s", loadTargets: { default: 0.8 } };
    const made = await world.call("POST", deployments, { autoscalingPolicy, minReplicaCount: 1, maxReplicaCount: 5 });
    expect(made.body).toMatchObject({
      minReplicaCount: 1,
      maxReplicaCount: 5,
      desiredReplicaCount: 1,
      autoscalingPolicy: { scaleUpWindow: "10s", scaleDownWindow: "600s", loadTargets: { default: 0.8 } },
    });
  });

  test("tells every mistake at once, each with its field", async () => {
    const world = await controlWorld();
    const refused = await world.call("POST", `${deployments}?deploymentId=No!`, {
      displayName: "x".repeat(64),
      minReplicaCount: 5,
      maxReplicaCount: 2,
      desiredReplicaCount: -1,
      weight: -0.5,
      mock: { profile: "llama2-70b-h100-tp9" },
      autoscalingPolicy: { scaleUpWindow: "10" },
      replicas: 3,
    });
    expect(refused).toMatchObject({ status: 400, body: { code: "INVALID_ARGUMENT" } });
    expect(new Set(blamed(refused))).toEqual(
      new Set([
        "deploymentId",
        "displayName",
        "minReplicaCount",
        "desiredReplicaCount",
        "weight",
        "mock.profile",
        "autoscalingPolicy.scaleUpWindow",
        "replicas",
      ]),
    );
  });

  test.each([
    [{ mock: {}, external: { baseUrls: ["http://x"] } }, "external", "expected one of mock and external, got both"],
    [{ external: { baseUrls: [] } }, "external.baseUrls", "expected at least 1 entry, got none"],
    [{ external: { baseUrls: ["ftp://x"] } }, "external.baseUrls[0]", "expected an http or https URL"],
    [{ external: { baseUrls: ["http://u:p@x"] } }, "external.baseUrls[0]", "without a user and a password"],
    [{ external: { baseUrls: ["http://x?y"] } }, "external.baseUrls[0]", "expected a URL that ends with its path"],
    [{ external: { baseUrls: ["http://x", "http://X/"] } }, "external.baseUrls[1]", '"http://x" stands here twice'],
    [{ external: { baseUrls: ["http://x"] }, desiredReplicaCount: 2 }, "desiredReplicaCount", "expected at most 1"],
    [{ mock: { deployment: { replicas: 1 } } }, "mock.deployment.replica", "missing"],
    [{ mock: { profile: "a", deployment: {} } }, "mock", "expected one of profile and deployment, got both"],
    [{ desiredReplicaCount: 1001 }, "desiredReplicaCount", "expected a whole number from 0 to 1000, got 1001"],
    [{ desiredReplicaCount: 1.5 }, "desiredReplicaCount", "expected a whole number from 0 to 1000, got 1.5"],
  ])("refuses %j", async (body, field, description) => {
    const world = await controlWorld();
    const refused = await world.call("POST", deployments, body);
    expect(refused.status).toBe(400);
    expect(refused.body["details"]).toContainEqual({ field, description: expect.stringContaining(description) });
  });

  test("of an id that is there answers ALREADY_EXISTS", async () => {
    const world = await worldWith("old");
    expect(await world.call("POST", `${deployments}?deploymentId=old`, {})).toMatchObject({
      status: 409,
      body: { code: "ALREADY_EXISTS", message: 'deployment "old" exists already' },
    });
  });
});

describe("GET /deployments", () => {
  test("pages, filters and orders by what the fleet says now", async () => {
    const world = await worldWith("a", "b", "c");
    world.replicas.set("alice/b", { readyReplicaCount: 3 });
    world.replicas.set("alice/c", { readyReplicaCount: 1, initializingReplicaCount: 1 });
    const names = async (query: string): Promise<readonly unknown[]> => {
      const { body } = await world.call("GET", `${deployments}?${query}`);
      return Array.isArray(body["deployments"]) ? body["deployments"].map(({ name }) => name) : [];
    };
    const full = (id: string): string => `accounts/alice/deployments/${id}`;
    expect(await names("orderBy=replicaCount desc")).toEqual([full("b"), full("c"), full("a")]);
    expect(await names("filter=replicaStats.readyReplicaCount > 0")).toEqual([full("b"), full("c")]);
    expect(await names("filter=state = READY OR NOT name = a")).toEqual([full("b"), full("c")]);
    expect(await names("orderBy=updateTime desc&pageSize=1")).toHaveLength(1);
  });
});

describe("PATCH /deployments/{deployment}", () => {
  test.each([
    [{ displayName: "b" }, { displayName: "b" }],
    [{ weight: 0 }, { weight: 0 }],
    [{ baseModel: "m" }, { baseModel: "m" }],
    [{ desiredReplicaCount: 3 }, { desiredReplicaCount: 3, maxReplicaCount: 3 }],
    [{ minReplicaCount: 2 }, { minReplicaCount: 2, desiredReplicaCount: 2, maxReplicaCount: 2 }],
    [{ maxReplicaCount: 0 }, { maxReplicaCount: 0, desiredReplicaCount: 0 }],
    [
      { autoscalingPolicy: { scaleDownWindow: "1s" } },
      {
        autoscalingPolicy: { scaleUpWindow: "30s", scaleDownWindow: "1s", scaleToZeroWindow: "3600s", loadTargets: {} },
      },
    ],
  ])("%j changes that and nothing else", async (body, changed) => {
    const world = await worldWith("old");
    const before = await world.call("GET", `${deployments}/old`);
    world.nowMs += 1000;
    const after = await world.call("PATCH", `${deployments}/old`, body);
    expect(after).toMatchObject({ status: 200, body: { ...changed, updateTime: "2025-11-22T08:30:01.000Z" } });
    const { state: _before, ...kept } = before.body;
    const { state: _after, ...got } = after.body;
    expect(got).toEqual({ ...kept, ...changed, updateTime: "2025-11-22T08:30:01.000Z" });
  });

  test("takes back what GET answered, but not another thing to serve it", async () => {
    const world = await worldWith("old");
    const { body } = await world.call("GET", `${deployments}/old`);
    const version = world.store.version;
    expect((await world.call("PATCH", `${deployments}/old`, body)).body).toEqual(body);
    expect(world.store.version).toBe(version);
    for (const other of [{ mock: { profile: "llama2-70b-a100-tp8" } }, { external: { baseUrls: ["http://x"] } }]) {
      expect(blamed(await world.call("PATCH", `${deployments}/old`, other))).toEqual(Object.keys(other));
    }
  });

  test("of none answers NOT_FOUND", async () => {
    const world = await controlWorld();
    expect(await world.call("PATCH", `${deployments}/old`, {})).toMatchObject({
      status: 404,
      body: { code: "NOT_FOUND", message: 'there is no deployment "accounts/alice/deployments/old"' },
    });
  });
});

describe("PATCH /deployments/{deployment}:scale", () => {
  test("sets what is desired; a bound that it crosses moves along", async () => {
    const world = await worldWith("old");
    const up = await world.call("PATCH", `${deployments}/old:scale`, { replicaCount: 4 });
    expect(up).toMatchObject({ status: 200, body: { desiredReplicaCount: 4, maxReplicaCount: 4, minReplicaCount: 0 } });
    const zero = await world.call("PATCH", `${deployments}/old:scale`, { replicaCount: 0 });
    expect(zero.body).toMatchObject({ desiredReplicaCount: 0, maxReplicaCount: 4 });
  });

  test.each([{}, { replicaCount: -1 }, { replicaCount: "4" }, { replicaCount: 1.5 }, { replicaCount: 1001 }])(
    "refuses %j",
    async (body) => {
      const world = await worldWith("old");
      const refused = await world.call("PATCH", `${deployments}/old:scale`, body);
      expect(refused.status).toBe(400);
      expect(blamed(refused)).toEqual(["replicaCount"]);
    },
  );

  test("takes no more than the base URLs there are", async () => {
    const world = await controlWorld();
    await world.call("POST", `${deployments}?deploymentId=d`, { external: { baseUrls: ["http://x", "http://y"] } });
    expect((await world.call("PATCH", `${deployments}/d:scale`, { replicaCount: 1 })).status).toBe(200);
    expect(blamed(await world.call("PATCH", `${deployments}/d:scale`, { replicaCount: 3 }))).toEqual(["replicaCount"]);
  });

  test("is the only verb", async () => {
    const world = await worldWith("old");
    for (const verb of ["old:stop", "old:scale:scale", "old:", ":scale"]) {
      expect(await world.call("PATCH", `${deployments}/${verb}`, { replicaCount: 1 })).toMatchObject({ status: 404 });
    }
  });
});

describe("DELETE /deployments/{deployment}", () => {
  test("is refused while a router uses it, and names the routers", async () => {
    const world = await worldWith("old", "new");
    await world.call("POST", `${routers}?routerId=my-router`, { deployments: ["old", "new"] });
    const refused = await world.call("DELETE", `${deployments}/old`);
    expect(refused).toMatchObject({ status: 400, body: { code: "FAILED_PRECONDITION" } });
    expect(refused.body["message"]).toContain('router "my-router" uses deployment "old"');
    await world.call("PATCH", `${routers}/my-router`, { deployments: ["new"] });
    expect(await world.call("DELETE", `${deployments}/old`)).toMatchObject({ status: 200, text: "{}" });
    expect((await world.call("GET", `${deployments}/old`)).status).toBe(404);
    expect((await world.call("DELETE", `${deployments}/old`)).status).toBe(404);
  });
});

describe("replica bounds", () => {
  const count = fc.nat({ max: 9 });
  const ordered = fc
    .tuple(count, count, count)
    .map((counts) => counts.sort((a, b) => a - b))
    .map(([least = 0, desired = 0, most = 0]) => ({
      minReplicaCount: least,
      desiredReplicaCount: desired,
      maxReplicaCount: most,
    }));
  const sent = fc.record(
    { minReplicaCount: count, desiredReplicaCount: count, maxReplicaCount: count },
    { requiredKeys: [] },
  );

  it("stay in order, hold all that was sent, and refuse only what cannot go together", () => {
    fc.assert(
      fc.property(ordered, sent, (before, change) => {
        const mistakes = new Mistakes();
        const after = replicaBounds(before, change, "desiredReplicaCount", mistakes);
        const given = [change.minReplicaCount, change.desiredReplicaCount, change.maxReplicaCount].filter(
          (value) => value !== undefined,
        );
        expect(mistakes.none).toBe(given.every((value, at) => at === 0 || value >= (given[at - 1] ?? 0)));
        expect(after).toMatchObject(change);
        if (!mistakes.none) return;
        expect(after.minReplicaCount).toBeLessThanOrEqual(after.desiredReplicaCount);
        expect(after.desiredReplicaCount).toBeLessThanOrEqual(after.maxReplicaCount);
      }),
    );
  });
});
