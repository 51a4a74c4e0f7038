import { randomInt } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { ReadTables, ResourceStore } from "../../../src/gateway/resourceStore.ts";
import { sqliteResourceStore } from "../../../src/gateway/store/sqlite/sqliteResourceStore.ts";
import { temporaryFolder } from "../../cli/temporaryFolder.ts";
import { type Told, WriterProcess } from "./writerProcess.ts";

/** The changes of a writer that are there: each of them whole. */
function wholeChanges(tables: ReadTables, writer: string): number {
  const counted = tables.deployments.get(writer, "counter")?.desiredReplicaCount ?? 0;
  const { routers, deployments } = tables;
  expect(routers.count(writer)).toBe(counted);
  expect(deployments.count(writer)).toBe(counted === 0 ? 0 : counted + 1);
  const newest = { order: { field: "id", descending: true }, limit: counted + 1 } as const;
  const ids = Array.from({ length: counted }, (_, i) => i + 1);
  expect(new Set(routers.page(writer, newest).map(({ id }) => id))).toEqual(new Set(ids.map((i) => `r-${i}`)));
  if (counted > 0) {
    expect(deployments.get(writer, `d-${counted}`)?.desiredReplicaCount).toBe(counted);
    expect(tables.routersOf(writer, `d-${counted}`).map(({ id }) => id)).toEqual([`r-${counted}`]);
    expect(tables.routerByAlias(writer, `alias-${counted}`)?.id).toBe(`r-${counted}`);
  }
  return counted;
}

function withStore<T>(path: string, work: (store: ResourceStore) => T): T {
  const store = sqliteResourceStore({ path });
  try {
    return work(store);
  } finally {
    store.close();
  }
}

/** All that was told is there, and at most the one change more that was under way. */
function expectKept(changes: number, { lastChange, stderr }: Told, before: number): void {
  expect(stderr).toBe("");
  const told = Math.max(lastChange, before);
  expect([told, told + 1]).toContain(changes);
}

/** Some rounds end while the file is being opened, the others somewhere in the stream of changes. */
async function randomInstant(writer: WriterProcess): Promise<void> {
  if (randomInt(4) === 0) await pause(randomInt(200));
  else {
    await writer.untilTold(randomInt(1, 25));
    await pause(randomInt(4));
  }
}

test("a writer that is killed loses no change that had returned, and leaves none half made", async () => {
  const path = join(temporaryFolder().path, "store.db");
  let before = 0;
  for (let round = 0; round < 20; round++) {
    const writer = new WriterProcess(path, "first");
    await randomInstant(writer);
    const told = await writer.kill();
    const [changes, version] = withStore(path, (store) => [
      store.read((tables) => wholeChanges(tables, "first")),
      store.version,
    ]);
    expectKept(changes, told, before);
    expect(version).toBe(changes);
    before = changes;
  }
  expect(before).toBeGreaterThan(0);
});

test("nor does one that is killed beside another, which goes on", async () => {
  const path = join(temporaryFolder().path, "store.db");
  const before = { first: 0, second: 0 };
  for (let round = 0; round < 10; round++) {
    const first = new WriterProcess(path, "first");
    const second = new WriterProcess(path, "second");
    await randomInstant(first);
    const firstTold = await first.kill();
    const firstChanges = withStore(path, (store) => store.read((tables) => wholeChanges(tables, "first")));
    expectKept(firstChanges, firstTold, before.first);

    await randomInstant(second);
    const secondTold = await second.kill();
    withStore(path, (store) => {
      const secondChanges = store.read((tables) => wholeChanges(tables, "second"));
      expectKept(secondChanges, secondTold, before.second);
      expect(store.read((tables) => wholeChanges(tables, "first"))).toBe(firstChanges);
      expect(store.version).toBe(firstChanges + secondChanges);
      before.first = firstChanges;
      before.second = secondChanges;
    });
  }
});

test("several processes may make the file and change it at once; every change has a version of its own", async () => {
  const folder = temporaryFolder().path;
  const path = join(folder, "store.db");
  const names = ["first", "second", "third", "fourth"];
  const writers = names.map((name) => new WriterProcess(path, name, 20));
  const told = await Promise.all(writers.map((writer) => writer.end()));
  expect(told.map(({ code, stderr }) => ({ code, stderr }))).toEqual(names.map(() => ({ code: 0, stderr: "" })));
  expect(readdirSync(folder)).toEqual(["store.db"]);
  const versions = told.flatMap((one) => one.versions).sort((a, b) => a - b);
  expect(versions).toEqual(Array.from({ length: 80 }, (_, i) => i + 1));
  withStore(path, (store) => {
    for (const name of names) expect(store.read((tables) => wholeChanges(tables, name))).toBe(20);
    expect(store.version).toBe(80);
  });
});
