import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { keyHash } from "../../../src/gateway/control/keyHash.ts";
import { principalOfKey } from "../../../src/gateway/control/principal.ts";
import type { ResourceStore } from "../../../src/gateway/resourceStore.ts";
import { memoryResourceStore } from "../../../src/gateway/store/memory/memoryResourceStore.ts";
import { aliceKey, controlWorld, deployments, type Method, routers } from "./controlWorld.ts";

const nearlyKeys = fc.oneof(
  fc.string({ unit: "binary-ascii", minLength: 1 }).map((text) => text.replaceAll(/[^!-~]/g, "x")),
  fc.nat({ max: aliceKey.length - 1 }).map((at) => `${aliceKey.slice(0, at)}X${aliceKey.slice(at + 1)}`),
  fc.nat({ max: aliceKey.length - 1 }).map((length) => aliceKey.slice(0, length + 1)),
  fc.constantFrom(`${aliceKey}x`, aliceKey.toUpperCase(), keyHash(aliceKey), "undefined", "null", "__proto__", "*"),
);

it("a wrong key learns nothing, however near it is to a right one: all that it asks gets one and the same answer", async () => {
  const world = await controlWorld();
  await world.call("POST", `${deployments}?deploymentId=d`, {});
  await world.call("POST", `${routers}?routerId=r`, { deployments: ["d"], public: true });
  const answers = new Set<string>();
  const calls = fc.constantFrom<readonly [Method, string]>(
    ["GET", routers],
    ["GET", `${routers}/r`],
    ["GET", `${routers}/none`],
    ["DELETE", `${deployments}/d`],
    ["PATCH", `${deployments}/d:scale`],
    ["POST", "/v1/accounts/bob/routers"],
    ["GET", `${routers}?filter=(`],
  );
  await fc.assert(
    fc.asyncProperty(nearlyKeys, calls, async (key, [method, url]) => {
      fc.pre(key !== aliceKey);
      const { status, text } = await world.call(method, url, method === "PATCH" ? { replicaCount: 9 } : undefined, key);
      expect(status).toBe(401);
      answers.add(text);
    }),
  );
  expect(answers.size).toBe(1);
  expect((await world.call("GET", `${deployments}/d`)).body).toMatchObject({ desiredReplicaCount: 1 });
});

it("whether a key is known makes no difference to what the store is asked", () => {
  const hash = keyHash("secret");
  const asked = (key: string): readonly string[] => {
    const store = memoryResourceStore();
    store.change((tables) => tables.putKey({ hash, account: "a", name: "laptop" }));
    const calls: string[] = [];
    const watched: ResourceStore = {
      change: (work) => store.change(work),
      read: (work) => {
        calls.push("read");
        return store.read(work);
      },
      get version() {
        calls.push("version");
        return store.version;
      },
      close: () => store.close(),
    };
    for (let i = 0; i < 3; i++) principalOfKey(watched, key);
    return calls;
  };
  for (const key of ["Secret", "", "secre", createHash("sha256").update("x").digest("hex")]) {
    expect(asked(key)).toEqual(asked("secret"));
  }
});
