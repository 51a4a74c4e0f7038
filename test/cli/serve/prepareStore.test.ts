import { join } from "node:path";
import { expect, test } from "vitest";
import { keepKeys } from "../../../src/cli/key/keepKeys.ts";
import { prepareStore } from "../../../src/cli/serve/prepareStore.ts";
import { sqliteResourceStore } from "../../../src/gateway/store/sqlite/sqliteResourceStore.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { serveRequest } from "./serveRequests.ts";

const key = { account: "acme", name: "ops", key: "key-of-ops" };

test("who can be reached by other machines needs a key, given now or kept before", () => {
  const storePath = join(temporaryFolder().path, "yard.db");
  for (const host of ["0.0.0.0", "::", "10.0.0.7", "example.org", "127.0.0.1.example.org"]) {
    expect(prepareStore(serveRequest({ host }))).toMatchObject({ kind: "refused" });
    expect(prepareStore(serveRequest({ host, keys: [key] }))).toEqual({ kind: "prepared", open: false });
    expect(prepareStore(serveRequest({ host, storePath }))).toMatchObject({ kind: "refused" });
  }
  const store = sqliteResourceStore({ path: storePath });
  keepKeys(store, [key]);
  store.close();
  expect(prepareStore(serveRequest({ host: "0.0.0.0", storePath }))).toEqual({ kind: "prepared", open: false });
});

test("on loopback calls need a key as soon as there is one", () => {
  const storePath = join(temporaryFolder().path, "yard.db");
  for (const host of ["127.0.0.1", "127.9.9.9", "::1", "localhost"]) {
    expect(prepareStore(serveRequest({ host }))).toEqual({ kind: "prepared", open: true });
    expect(prepareStore(serveRequest({ host, storePath }))).toEqual({ kind: "prepared", open: true });
  }
  expect(prepareStore(serveRequest({ storePath, keys: [key] }))).toEqual({ kind: "prepared", open: false });
  expect(prepareStore(serveRequest({ storePath }))).toEqual({ kind: "prepared", open: false });
});

test("keys that are kept already do not change the store", () => {
  const storePath = join(temporaryFolder().path, "yard.db");
  prepareStore(serveRequest({ storePath, keys: [key] }));
  prepareStore(serveRequest({ storePath, keys: [key] }));
  const store = sqliteResourceStore({ path: storePath });
  expect(store.version).toBe(1);
  store.close();
});
