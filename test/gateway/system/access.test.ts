import { describe, expect, test } from "vitest";
import { keyHash } from "../../../src/gateway/control/keyHash.ts";
import {
  aliceKey,
  ask,
  bobKey,
  chat,
  control,
  deploy,
  everywhere,
  ready,
  routers,
  servedBy,
  testSystem,
} from "./systemWorld.ts";

describe.each([1, 2])("with %i gateways", (gateways) => {
  test("another account may call what is public, and cannot tell what is private from what is not there", async () => {
    const system = await testSystem({ gateways });
    const { url } = system;
    await deploy(system, { d: 1 });
    for (const [id, isPublic] of [
      ["open", true],
      ["shut", false],
    ] as const) {
      await control(url, "POST", `${routers}?routerId=${id}`, { deployments: ["d"], public: isPublic });
      await ready(url, `${routers}/${id}`);
    }
    expect(servedBy(await chat(url, "accounts/alice/routers/open", {}, bobKey))).toBe("d");
    expect((await ask(url, `${routers}/open`, { key: bobKey })).status).toBe(200);
    const models = (await ask(url, "/v1/models", { key: bobKey })).text;
    expect(models).toContain("accounts/alice/routers/open");
    expect(models).not.toMatch(/shut|deployments/);

    const unlike = (text: string): string =>
      text.replaceAll("shut", "none").replaceAll("deployments/d", "deployments/none");
    for (const [hidden, none] of [
      ["accounts/alice/routers/shut", "accounts/alice/routers/none"],
      ["accounts/alice/deployments/d", "accounts/alice/deployments/none"],
    ] as const) {
      const [asked, other] = [await chat(url, hidden, {}, bobKey), await chat(url, none, {}, bobKey)];
      expect([asked.status, unlike(asked.text)]).toEqual([404, other.text]);
      const [read, missing] = [
        await ask(url, `/v1/${hidden}`, { key: bobKey }),
        await ask(url, `/v1/${none}`, { key: bobKey }),
      ];
      expect([read.status, unlike(read.text)]).toEqual([404, missing.text]);
    }
    const changed = await ask(url, `${routers}/open`, { method: "PATCH", key: bobKey, body: { public: false } });
    expect(changed.status).toBe(403);
  });

  test("a wrong key learns nothing: what is there and what is not get one and the same answer", async () => {
    const system = await testSystem({ gateways });
    const { url } = system;
    await deploy(system, { d: 1 });
    for (const key of ["wrong", `${aliceKey}x`, aliceKey.slice(0, -1), keyHash(aliceKey)]) {
      const models = ["d", "none", "accounts/alice/deployments/d", "accounts/nobody/routers/r"];
      const asked = await Promise.all(models.map((model) => chat(url, model, {}, key)));
      expect(new Set(asked.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(asked[0]?.status).toBe(401);
      const paths = [routers, `${routers}/r`, "/v1/accounts/alice/deployments/d", "/v1/accounts/nobody/deployments/d"];
      const read = await Promise.all(paths.map((path) => ask(url, path, { key })));
      expect(new Set(read.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(read[0]?.status).toBe(401);
    }
  });

  test("a key is good as soon as every gateway has it, and no longer than until it is deleted", async () => {
    const system = await testSystem({ gateways });
    const { url, store } = system;
    const hash = keyHash("carol-key");
    const statuses = async (): Promise<readonly number[]> => [
      (await ask(url, "/v1/accounts/carol/routers", { key: "carol-key" })).status,
      (await ask(url, "/v1/models", { key: "carol-key" })).status,
    ];
    expect(await statuses()).toEqual([401, 401]);
    store.change((tables) => tables.putKey({ hash, account: "carol", name: "k" }));
    await everywhere(system);
    expect(await statuses()).toEqual([200, 200]);
    store.change((tables) => tables.deleteKey(hash));
    await everywhere(system);
    expect(await statuses()).toEqual([401, 401]);
  });
});
