import cluster from "node:cluster";
import { describe, expect, test } from "vitest";
import { keyHash } from "../../../src/gateway/control/keyHash.ts";
import type { System } from "../../../src/gateway/system/system.ts";
import {
  ask,
  begin,
  chat,
  chatBody,
  control,
  deploy,
  deployments,
  everywhere,
  quick,
  type Reply,
  ready,
  routers,
  servedBy,
  testSystem,
  textOf,
  until,
} from "./systemWorld.ts";

/** Processes of the gateways that run now. */
function processes(): readonly number[] {
  return Object.values(cluster.workers ?? {}).flatMap((worker) => worker?.process.pid ?? []);
}

/** Keeps calling the router on so many connections at a time until told to stop; gives all answers. */
function traffic(system: System, model: string, lanes: number): { stop(): Promise<readonly Reply[]> } {
  let stopped = false;
  const replies: Reply[] = [];
  const lane = async (): Promise<void> => {
    while (!stopped) replies.push(await chat(system.url, model));
  };
  const running = Array.from({ length: lanes }, lane);
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(running);
      return replies;
    },
  };
}

describe("three gateway processes", () => {
  test("once a router is READY, no request goes by an older plan, whichever gateway gets it; none fails meanwhile", async () => {
    const system = await testSystem({ gateways: 3 });
    expect(processes()).toHaveLength(3);
    await deploy(system, { a: 2, b: 2 });
    await control(system.url, "POST", `${routers}?routerId=r`, { deployments: ["a"] });
    await ready(system.url, `${routers}/r`);
    const beside = traffic(system, "r", 6);
    for (let turn = 0; turn < 12; turn++) {
      const now = turn % 2 === 0 ? "b" : "a";
      await control(system.url, "PATCH", `${routers}/r`, { deployments: [now] });
      await ready(system.url, `${routers}/r`);
      const replies = await Promise.all(Array.from({ length: 24 }, () => chat(system.url, "r")));
      expect(replies.map(servedBy)).toEqual(Array.from({ length: 24 }, () => now));
    }
    const replies = await beside.stop();
    expect(replies.filter(({ status }) => status !== 200)).toEqual([]);
    expect(system.traffic().slowestPropagationMs).toBeGreaterThan(0);
  });

  test("deployments grow and shrink under traffic and no request fails; counts of all gateways add up", async () => {
    const system = await testSystem({ gateways: 3 });
    await deploy(system, { old: 4, new: 1 });
    await control(system.url, "POST", `${routers}?routerId=r`, { deployments: ["old", "new"] });
    await ready(system.url, `${routers}/r`);
    const beside = traffic(system, "r", 8);
    const scale = async (id: string, replicaCount: number): Promise<void> => {
      await control(system.url, "PATCH", `${deployments}/${id}:scale`, { replicaCount });
      await ready(system.url, `${deployments}/${id}`);
    };
    for (const [more, fewer] of [
      [2, 3],
      [4, 1],
      [4, 0],
    ] as const) {
      await scale("new", more);
      await scale("old", fewer);
    }
    await control(system.url, "PATCH", `${routers}/r`, { deployments: ["new"] });
    await ready(system.url, `${routers}/r`);
    await control(system.url, "DELETE", `${deployments}/old`);
    const replies = await beside.stop();
    expect(replies.filter(({ status }) => status !== 200).map(({ text }) => text)).toEqual([]);
    const counted = (): number => system.traffic().requests.reduce((sum, { count }) => sum + count, 0);
    await until(() => counted() === replies.length);
    const { text } = await ask(system.url, "/metrics");
    const lines = text.split("\n").filter((line) => line.startsWith("shuntyard_requests_total"));
    expect(lines.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0)).toBe(replies.length);
  });

  test("one that is killed takes only its own connections along, is replaced, and blocks nothing", async () => {
    const faults: string[] = [];
    const system = await testSystem({ gateways: 3, onFault: (error) => faults.push(String(error)) });
    await deploy(system, { a: 2, b: 2 });
    // So slow that it is under way when its gateway dies.
    const slow = {
      deployment: { replicas: 1, replica: { slots: 64, queue: 0, service: { kind: "fixed", value: "1h" } } },
    };
    await deploy(system, { slow: 1 }, slow);
    await control(system.url, "POST", `${routers}?routerId=r`, { deployments: ["a"] });
    await everywhere(system);
    const broken: string[] = [];
    const held = Array.from({ length: 30 }, () =>
      begin(system.url, "/v1/chat/completions", { body: chatBody("accounts/alice/deployments/slow") }).catch(
        (error: Error) => broken.push(error.message),
      ),
    );
    await until(() => system.traffic().inFlight === held.length);
    const before = processes();
    const [victim = 0] = before;
    process.kill(victim, "SIGKILL");
    await until(() => faults.length > 0);
    expect(faults).toEqual([expect.stringContaining(`(process ${victim}) ended before its time: SIGKILL`)]);
    await control(system.url, "PATCH", `${routers}/r`, { deployments: ["b"] });
    await ready(system.url, `${routers}/r`);
    expect(servedBy(await chat(system.url, "r"))).toBe("b");
    await until(async () => (await ask(system.url, "/readyz")).status === 200);
    expect(processes()).toHaveLength(3);
    expect(processes()).not.toContain(victim);
    expect(before.filter((pid) => processes().includes(pid))).toHaveLength(2);
    expect((await ask(system.url, "/metrics")).text).toContain("shuntyard_gateway_restarts 1");
    expect(servedBy(await chat(system.url, "r"))).toBe("b");
    // Those of the others are still there.
    await until(() => system.traffic().inFlight + broken.length === held.length);
    await system.close();
    await Promise.all(held);
  });

  test("one that hangs is told of: /readyz is 503, routers stay UPDATING, until it goes on", async () => {
    const system = await testSystem({ gateways: 3 });
    await deploy(system, { a: 1, b: 1 });
    await control(system.url, "POST", `${routers}?routerId=r`, { deployments: ["a"] });
    await ready(system.url, `${routers}/r`);
    const [victim = 0] = processes();
    process.kill(victim, "SIGSTOP");
    // In this process: a connection could go to the one that hangs.
    const change = (deployment: string): void =>
      system.store.change((tables) => {
        const router = tables.routers.get("alice", "r");
        if (router === undefined) throw new Error("there is no router");
        const updateTimeMs = router.updateTimeMs + 1;
        tables.routers.put({ ...router, deployments: [deployment], updateTimeMs, changedIn: tables.version });
      });
    change("a");
    // What comes while a plan is under way is handed on together: the key must not be lost between two plans.
    system.store.change((tables) => tables.putKey({ hash: keyHash("carol-key"), account: "carol", name: "k" }));
    change("b");
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(system.traffic().oldestVersion).toBeLessThan(system.store.version);
    const hung = await anyAnswer(() => ask(system.url, "/readyz"));
    expect(hung.status).toBe(503);
    expect(hung.body).toMatchObject({ status: "late", gateways: { routing: 3, wanted: 3, late: 1 } });
    const updating = await anyAnswer(() => ask(system.url, `${routers}/r?readMask=state`));
    expect(updating.body).toEqual({ state: "UPDATING" });
    process.kill(victim, "SIGCONT");
    await ready(system.url, `${routers}/r`);
    await until(async () => (await ask(system.url, "/readyz")).status === 200);
    expect(servedBy(await chat(system.url, "r"))).toBe("b");
    // Nobody else is left to answer for the one that hung.
    for (const pid of processes()) if (pid !== victim) process.kill(pid, "SIGSTOP");
    expect((await ask(system.url, "/v1/models", { key: "carol-key" })).status).toBe(200);
  });
});

/** The first answer of many: connections of a process that hangs get none. */
async function anyAnswer(call: () => Promise<Reply>): Promise<Reply> {
  const calls = Array.from({ length: 12 }, call);
  for (const each of calls) each.catch(() => {});
  return await Promise.any(calls);
}

describe("a call of the control plane that a gateway process gets", () => {
  test("is answered as if it had come straight: every header, bodies of any length, errors", async () => {
    const several = await testSystem({ gateways: 2 });
    const one = await testSystem();
    for (const call of [
      { path: routers, method: "GET" },
      { path: `${routers}?pageSize=x`, method: "GET" },
      { path: `${routers}/none`, method: "DELETE" },
      { path: `${routers}?routerId=r`, method: "POST", body: { deployments: [] } },
      { path: `${routers}?routerId=r`, method: "POST", body: { displayName: "x".repeat(3_000_000) } },
      { path: `${routers}?routerId=r`, method: "POST" },
      { path: "/nowhere", method: "PUT", body: {} },
      { path: "/openapi.json", method: "GET" },
      { path: "/healthz", method: "HEAD" },
      { path: routers, method: "GET", key: "wrong" },
      { path: `${routers}?routerId=r`, method: "POST", key: "wrong", body: { displayName: "x".repeat(200_000) } },
      { path: `${routers}?routerId=r`, method: "POST", body: { displayName: "x".repeat(200_000) } },
      {
        path: `${routers}?routerId=r`,
        method: "POST",
        body: { displayName: "x".repeat(3_000_000) },
        headers: { "transfer-encoding": "chunked" },
      },
      // Both: no HTTP that may be believed.
      {
        path: `${routers}?routerId=r`,
        method: "POST",
        body: { displayName: "x".repeat(3_000_000) },
        headers: { "transfer-encoding": "chunked", "content-length": "9" },
      },
    ]) {
      const through = await ask(several.url, call.path, call);
      const straight = await ask(one.url, call.path, call);
      expect(through.text).toBe(straight.text);
      expect(through.status).toBe(straight.status);
      expect({ ...through.headers, date: "" }).toEqual({ ...straight.headers, date: "" });
    }
  });

  test("makes what is there at once for the next one, at whatever gateway", async () => {
    const system = await testSystem({ gateways: 2 });
    for (let i = 0; i < 10; i++) {
      await control(system.url, "POST", `${deployments}?deploymentId=d${i}`, { mock: quick });
      await control(system.url, "GET", `${deployments}/d${i}`);
    }
    const { body } = await control(system.url, "GET", deployments);
    expect(body["totalSize"]).toBe(10);
  });
});

test("a stream goes through a gateway process chunk by chunk", async () => {
  const system = await testSystem({ gateways: 2 });
  await deploy(system, { a: 1 });
  const answer = await begin(system.url, "/v1/chat/completions", {
    body: chatBody("accounts/alice/deployments/a", { stream: true }),
  });
  expect(answer.headers["content-type"]).toContain("text/event-stream");
  expect(await textOf(answer)).toMatch(/data: \[DONE\]\n\n$/);
});
