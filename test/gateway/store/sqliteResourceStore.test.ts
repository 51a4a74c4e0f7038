import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { migrations } from "../../../src/gateway/store/sqlite/migrations/migrations.ts";
import { openStoreFile } from "../../../src/gateway/store/sqlite/openStoreFile.ts";
import { sqliteResourceStore } from "../../../src/gateway/store/sqlite/sqliteResourceStore.ts";
import { StoreFault } from "../../../src/gateway/store/storeFault.ts";
import { temporaryFolder } from "../../cli/temporaryFolder.ts";
import { rawDatabase } from "./rawDatabase.ts";
import { deploymentRecord, routerRecord } from "./records.ts";

function freshPath(): string {
  return join(temporaryFolder().path, "store.db");
}

test("a migration, kept from step to step, and there again when the file is opened anew", () => {
  const path = freshPath();
  const store = sqliteResourceStore({ path });
  store.change(({ deployments, routers }) => {
    deployments.put(deploymentRecord({ id: "current-deployment" }));
    deployments.put(deploymentRecord({ id: "new-deployment", desiredReplicaCount: 1 }));
    routers.put(routerRecord({ id: "my-router", deployments: ["current-deployment"] }));
  });
  store.change(({ routers }) => routers.put(routerRecord({ deployments: ["current-deployment", "new-deployment"] })));
  store.close();

  const again = sqliteResourceStore({ path });
  expect(again.version).toBe(2);
  again.read(({ routers, routersOf }) => {
    expect(routers.get("acme", "my-router")?.deployments).toEqual(["current-deployment", "new-deployment"]);
    expect(routersOf("acme", "new-deployment").map(({ id }) => id)).toEqual(["my-router"]);
  });
  again.close();
});

test("a commit is on the disk before it returns: a log written ahead, synced in full", () => {
  const connection = openStoreFile(freshPath(), 50, migrations, (opened) => opened);
  expect(connection.value("PRAGMA journal_mode")).toBe("wal");
  expect(connection.value("PRAGMA synchronous")).toBe(2);
  expect(connection.value("PRAGMA fullfsync")).toBe(1);
  connection.close();
});

test("a store that is closed is one plain file", () => {
  const path = freshPath();
  const store = sqliteResourceStore({ path });
  store.change(({ routers }) => routers.put(routerRecord()));
  expect(readdirSync(join(path, ".."))).toContain("store.db-wal");
  store.close();
  expect(readdirSync(join(path, ".."))).toEqual(["store.db"]);
});

test("a store that is closed leaves the log to another that has the file open", () => {
  const path = freshPath();
  const first = sqliteResourceStore({ path });
  const second = sqliteResourceStore({ path });
  first.change(({ routers }) => routers.put(routerRecord()));
  first.close();
  expect(second.read(({ routers }) => routers.all())).toEqual([routerRecord()]);
  second.change(({ routers }) => routers.delete("acme", "my-router"));
  second.close();
  const third = sqliteResourceStore({ path });
  expect(third.version).toBe(2);
  third.close();
});

test("two stores on one file see each other's changes and count one version", () => {
  const path = freshPath();
  const first = sqliteResourceStore({ path });
  const second = sqliteResourceStore({ path });
  first.change(({ routers }) => routers.put(routerRecord({ id: "one" })));
  second.change(({ routers, version }) => routers.put(routerRecord({ id: "two", changedIn: version })));
  expect([first.version, second.version]).toEqual([2, 2]);
  expect(first.read(({ routers }) => routers.get("acme", "two")?.changedIn)).toBe(2);

  // A reading transaction sees one state from its first look to its end.
  first.read(({ routers }) => {
    expect(routers.count("acme")).toBe(2);
    second.change((tables) => tables.routers.delete("acme", "one"));
    expect(routers.all().map(({ id }) => id)).toEqual(["one", "two"]);
  });
  expect(first.read(({ routers }) => routers.count("acme"))).toBe(1);
  first.close();
  second.close();
});

test("a change that another process keeps out is told as busy, and keeps nothing; reading goes on", () => {
  const path = freshPath();
  const store = sqliteResourceStore({ path, busyTimeoutMs: 30 });
  rawDatabase(path, (other) => {
    other.exec("BEGIN IMMEDIATE");
    const change = (): void => store.change(({ routers }) => routers.put(routerRecord()));
    expect(change).toThrow(StoreFault);
    expect(change).toThrow(expect.objectContaining({ kind: "busy" }));
    expect(change).toThrow(`The store ${path} was held by another process for 30 ms (database is locked).`);
    expect(store.read(({ routers }) => routers.all())).toEqual([]);
    other.exec("COMMIT");
    change();
  });
  expect(store.version).toBe(1);
  store.close();
});

test("an edit that fails in the middle cannot be kept, even when its error is caught", () => {
  const path = freshPath();
  const store = sqliteResourceStore({ path });
  rawDatabase(path, (other) => other.exec("DROP TABLE router_aliases"));
  const change = (): void =>
    store.change(({ deployments, routers }) => {
      deployments.put(deploymentRecord());
      try {
        routers.put(routerRecord());
      } catch {
        // As a caller might who goes on with the next router.
      }
    });
  expect(change).toThrow("no such table: main.router_aliases");
  expect(store.version).toBe(0);
  expect(store.read(({ deployments }) => deployments.all())).toEqual([]);
  store.change(({ deployments }) => deployments.put(deploymentRecord()));
  expect(store.version).toBe(1);
  store.close();
});

test.each([
  ['{"account":"acme"}', "displayName"],
  ["{", "expected object"],
  ["", "expected object"],
])("a record that this program did not write is told with its place: %j", (item, told) => {
  const path = freshPath();
  const store = sqliteResourceStore({ path });
  store.change(({ deployments }) => deployments.put(deploymentRecord()));
  rawDatabase(path, (other) => other.prepare("UPDATE deployments SET item = ?").run(item));
  const read = (): unknown => store.read(({ deployments }) => deployments.all());
  expect(read).toThrow(StoreFault);
  expect(read).toThrow(
    `has among the deployments of account "acme" one with the id "current-deployment" that cannot be read`,
  );
  expect(read).toThrow(told);
  store.close();
});

test("nor does text that is no UTF-8 end the process", () => {
  const path = freshPath();
  const store = sqliteResourceStore({ path });
  store.change(({ routers, putKey }) => {
    routers.put(routerRecord({ displayName: "marked" }));
    putKey({ hash: "0a", account: "marked", name: "marked" });
  });
  rawDatabase(path, (other) => {
    const broken = "CAST(x'6dff' AS TEXT)";
    const item = `CAST(replace(CAST(item AS BLOB), CAST('marked' AS BLOB), x'6dff') AS TEXT)`;
    other.exec(`UPDATE routers SET displayName = ${broken}, item = ${item}; UPDATE keys SET account = ${broken}`);
  });
  expect(store.read(({ routers }) => routers.all())).toEqual([routerRecord({ displayName: "m\ufffd" })]);
  expect(store.read(({ keyByHash }) => keyByHash("0a"))).toEqual({ hash: "0a", account: "m\ufffd", name: "marked" });
  store.close();
});

test("a path that looks like an address is the name of a file", () => {
  const folder = temporaryFolder().path;
  for (const name of ["file:store.db?mode=memory", ":memory:", "http:127.0.0.1"]) {
    const path = join(folder, name);
    const store = sqliteResourceStore({ path });
    store.change(({ routers }) => routers.put(routerRecord()));
    store.close();
  }
  expect(readdirSync(folder).sort()).toEqual([":memory:", "file:store.db?mode=memory", "http:127.0.0.1"]);
});

test("an installation without the machine code of the database engine is told what to do", async () => {
  const folder = temporaryFolder().path;
  const built = fileURLToPath(new URL("../../../dist/gateway/store", import.meta.url));
  mkdirSync(join(folder, "sqlite"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  for (const file of ["storeFault.js", "sqlite/loadLibsql.js"]) cpSync(join(built, file), join(folder, file));
  // Nearer than any real one, wherever the folder lies; it wants its machine code as the real one does.
  const engine = join(folder, "node_modules", "libsql");
  mkdirSync(engine, { recursive: true });
  writeFileSync(join(engine, "index.js"), 'require("@libsql/machine-code-that-was-left-out");');
  const { loadLibsql } = await import(pathToFileURL(join(folder, "sqlite/loadLibsql.js")).href);
  expect(loadLibsql).toThrow(
    /^The database engine for the durable store cannot be loaded \(Cannot find module '@libsql\/machine-code-that-was-left-out'\)/,
  );
  expect(loadLibsql).toThrow("install again without --omit=optional");
});
