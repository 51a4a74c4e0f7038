import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { SystemOptions } from "../../../src/gateway/system/system.ts";
import { portOf } from "../door/fakeReplica.ts";
import { builtStartSystem } from "./builtSystem.ts";
import { control, deploy, deployments, quick, ready, routers, testSystem, until } from "./systemWorld.ts";

const usual: SystemOptions = { host: "127.0.0.1", port: 0, gateways: 1, seed: "7f3a", open: true };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "shuntyard-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe.each([1, 2])("a start that fails says why, with %i gateways", (gateways) => {
  test.each(["0.0.0.0", "192.168.1.1", "example.com", "::"])(
    "without keys at %s, which others may reach",
    async (host) => {
      const start = await builtStartSystem();
      await expect(start({ ...usual, gateways, host })).rejects.toThrow(
        `A key is required to listen elsewhere than on this machine: expected a loopback host, got ${host}.`,
      );
    },
  );

  test("at a port that is in use; afterwards the store is free and nothing listens", async () => {
    const start = await builtStartSystem();
    const other = createServer();
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    const port = portOf(other.address());
    const storePath = join(folder(), "store.db");
    await expect(start({ ...usual, gateways, port, storePath })).rejects.toMatchObject({ code: "EADDRINUSE" });
    other.close();
    await once(other, "close");
    const system = await start({ ...usual, gateways, port, storePath });
    expect(system.url).toBe(`http://127.0.0.1:${port}`);
    await system.close();
  });

  test("with a store that is none, or in a folder that is not there", async () => {
    const start = await builtStartSystem();
    const path = folder();
    writeFileSync(
      join(path, "text"),
      "This is a text, and it is long enough for a file with a header of its own.\n".repeat(20),
    );
    for (const file of ["text", "none/store.db"]) {
      const starting = start({ ...usual, gateways, storePath: join(path, file) });
      await expect(starting).rejects.toMatchObject({ name: "StoreFault", kind: "unusable" });
    }
  });
});

test.each([0, 1.5, Number.NaN])("%d gateways are none", async (gateways) => {
  const start = await builtStartSystem();
  await expect(start({ ...usual, gateways })).rejects.toThrow("Expected an integer number of gateways, 1 or more");
});

describe("what is changed", () => {
  test("by another process on the same store reaches fleet, keys and gateways", async () => {
    const storePath = join(folder(), "store.db");
    const writer = await testSystem({ storePath });
    const follower = await testSystem({ storePath });
    await control(writer.url, "POST", `${deployments}?deploymentId=d`, { mock: quick });
    await control(writer.url, "POST", `${routers}?routerId=r`, { deployments: ["d"] });
    await until(() => follower.traffic().ready.some(({ replicas }) => replicas === 1));
    await ready(follower.url, `${routers}/r`);
    writer.store.change((tables) => tables.deleteKey(tables.allKeys()[0]?.hash ?? ""));
    await until(() => follower.traffic().oldestVersion === writer.store.version);
    await expect(control(follower.url, "GET", routers)).rejects.toThrow("401");
  });

  test("of a deployment is there in the fleet: created, scaled, deleted; external servers are ready as desired", async () => {
    const system = await testSystem();
    await deploy(system, { d: 2 });
    expect(system.fleet.ready("alice", "d")).toHaveLength(2);
    await control(system.url, "PATCH", `${deployments}/d:scale`, { replicaCount: 3 });
    await ready(system.url, `${deployments}/d`);
    expect(system.fleet.ready("alice", "d")).toHaveLength(3);
    await control(system.url, "DELETE", `${deployments}/d`);
    expect(system.fleet.replicas("alice", "d")).toEqual([]);
    const baseUrls = ["http://127.0.0.1:9", "http://127.0.0.1:10"];
    await control(system.url, "POST", `${deployments}?deploymentId=e`, {
      external: { baseUrls },
      desiredReplicaCount: 1,
    });
    const { body } = await control(system.url, "GET", `${deployments}/e`);
    expect(body).toMatchObject({ state: "READY", replicaStats: { readyReplicaCount: 1 } });
    expect(system.traffic().ready).toEqual([{ account: "alice", deployment: "e", replicas: 1 }]);
  });

  test("and kept is there after a new start, with its replicas", async () => {
    const storePath = join(folder(), "store.db");
    const first = await testSystem({ storePath });
    await deploy(first, { d: 2 });
    await first.drain(0);
    const second = await testSystem({ storePath });
    await until(() => second.fleet.ready("alice", "d").length === 2);
  });
});
