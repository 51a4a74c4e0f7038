import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sqliteResourceStore } from "../../../src/gateway/store/sqlite/sqliteResourceStore.ts";
import { StoreFault } from "../../../src/gateway/store/storeFault.ts";
import { temporaryFolder } from "../../cli/temporaryFolder.ts";
import { asStranger } from "./asStranger.ts";
import { fileState } from "./fileState.ts";
import { rawDatabase } from "./rawDatabase.ts";
import { deploymentRecord, routerRecord } from "./records.ts";

function refusal(path: string): string {
  try {
    sqliteResourceStore({ path, busyTimeoutMs: 50 }).close();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreFault);
    if (error instanceof StoreFault) {
      expect(error.kind).toBe("unusable");
      return error.message.replaceAll(path, "<path>");
    }
  }
  throw new Error("the file was opened");
}

/** The sentence; the file and its folder are as before. */
function refusalUntouched(path: string): string {
  const before = fileState(path);
  const sentence = refusal(path);
  expect(fileState(path)).toEqual(before);
  return sentence;
}

/** A closed store with something in it. */
function storeFile(folder: string): string {
  const path = join(folder, "store.db");
  const store = sqliteResourceStore({ path });
  store.change(({ routers, deployments, putKey }) => {
    for (let i = 0; i < 40; i++)
      routers.put(routerRecord({ id: `r-${i}`, model: "m".repeat(i * 20), aliases: [`a-${i}`] }));
    deployments.put(deploymentRecord());
    putKey({ hash: "0a", account: "acme", name: "ops" });
  });
  store.close();
  return path;
}

test("a file that is no database is refused and left untouched", () => {
  fc.assert(
    fc.property(fc.oneof(fc.constant("SQLite format 3\0"), fc.string({ minLength: 1, maxLength: 400 })), (text) => {
      const { file, path } = temporaryFolder();
      const sentence = refusalUntouched(file("notes.txt", text));
      expect(sentence).toBe(
        "<path> is no store: it does not begin as a database does. The file was left untouched: give the path of a store, " +
          "or of a file that is not there yet.",
      );
      rmSync(path, { recursive: true });
    }),
    { numRuns: 30 },
  );
});

/** Does something to a database and gives a copy of it as it would lie there had its program been killed: with a log. */
function killedAfter(path: string, statements: string): string {
  return rawDatabase(path, (database) => {
    database.exec(`PRAGMA journal_mode = WAL; ${statements}`);
    const folder = temporaryFolder().path;
    for (const suffix of ["", "-wal"]) cpSync(path + suffix, join(folder, `copy.db${suffix}`));
    return join(folder, "copy.db");
  });
}

test("the database of another program is refused and left untouched, with its log", () => {
  const path = killedAfter(
    join(temporaryFolder().path, "places.sqlite"),
    "CREATE TABLE places (url TEXT); PRAGMA application_id = 7; PRAGMA wal_checkpoint; INSERT INTO places VALUES ('late')",
  );
  expect(refusalUntouched(path)).toMatch(
    /^<path> is a database of another program \(its mark is 0x7, ours is 0x53686e74\)/,
  );
  expect(readFileSync(`${path}-wal`).includes("late")).toBe(true);
});

test("a store of a newer version is refused and left untouched, with its log", () => {
  const path = killedAfter(
    storeFile(temporaryFolder().path),
    "PRAGMA user_version = 7; PRAGMA wal_checkpoint; UPDATE store SET version = 9",
  );
  expect(refusalUntouched(path)).toBe(
    "<path> was written by a newer version: its schema is 7, this program knows up to 1. The file was left untouched: use " +
      "the newer version, or give another file.",
  );
});

test("so is one whose newer version stands in the log alone", () => {
  const path = storeFile(temporaryFolder().path);
  rawDatabase(path, (database) => {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 7");
    const before = fileState(path);
    expect(refusal(path)).toContain("its schema is 7");
    expect(fileState(path)).toEqual(before);
  });
});

test("a damaged store is refused and left untouched", () => {
  const path = storeFile(temporaryFolder().path);
  const whole = readFileSync(path);
  writeFileSync(path, whole.fill(0xff, 3 * 4096 + 5, 3 * 4096 + 500));
  const before = fileState(path);
  expect(refusal(path)).toMatch(/^The store <path> is damaged \(.+\)\. .*restore a copy of it/);
  expect(fileState(path).sum).toBe(before.sum);
});

test("a store that was cut short is refused and left untouched", () => {
  const path = storeFile(temporaryFolder().path);
  truncateSync(path, 5 * 4096 + 100);
  const { sum } = fileState(path);
  expect(refusal(path)).toContain("is damaged");
  expect(fileState(path).sum).toBe(sum);
});

test("whatever is damaged, what cannot be opened is untouched, and what cannot be read is told in a sentence", () => {
  const folder = temporaryFolder().path;
  const whole = readFileSync(storeFile(folder));
  const damage = fc.record({
    at: fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: whole.length })),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }),
    cut: fc.boolean(),
  });
  let made = 0;
  fc.assert(
    fc.property(damage, ({ at, bytes, cut }) => {
      const damaged = Buffer.from(whole);
      damaged.set(bytes.subarray(0, whole.length - at), at);
      const path = join(folder, `${made++}.db`);
      writeFileSync(path, cut ? damaged.subarray(0, at) : damaged);
      const { sum } = fileState(path);
      try {
        const store = sqliteResourceStore({ path, busyTimeoutMs: 0 });
        onlyStoreFaults(() => store.read(({ routers, deployments }) => [routers.all(), deployments.all()]));
        onlyStoreFaults(() => store.change(({ routers }) => routers.put(routerRecord({ id: "r-7" }))));
        onlyStoreFaults(() => store.close());
      } catch (error) {
        expect(error).toBeInstanceOf(StoreFault);
        expect(fileState(path).sum).toBe(sum);
      }
    }),
  );
});

function onlyStoreFaults(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreFault);
  }
}

test("a folder, a folder that is not there and a file in place of a folder are told apart", () => {
  const { path: folder, file } = temporaryFolder();
  mkdirSync(join(folder, "sub"));
  expect(refusal(join(folder, "sub"))).toContain("<path> is a folder. ");
  expect(refusal(join(folder, "none", "store.db"))).toBe(
    `The store <path> cannot be made: ${join(folder, "none")} is no folder. Make it, or give another path.`,
  );
  const text = file("notes.txt", "text");
  expect(refusal(join(text, "store.db"))).toMatch(/ENOTDIR|is no folder/);
  expect(readdirSync(folder).sort()).toEqual(["notes.txt", "sub"]);
  expect(readdirSync(join(folder, "sub"))).toEqual([]);
});

/** A copy of a store, of which this process knows nothing, in a folder that all may look into. */
function copiedStoreFile(): string {
  const { path: folder } = temporaryFolder();
  const path = join(folder, "copy.db");
  cpSync(storeFile(folder), path);
  chmodSync(folder, 0o755);
  return path;
}

test("a store that this user may not write is refused and left untouched", () => {
  const path = copiedStoreFile();
  chmodSync(path, 0o444);
  expect(asStranger(() => refusalUntouched(path))).toMatch(/EACCES.*Let this user write the file and its folder/);
});

test("so is one in a folder that this user may not write, where there is no room for its log", () => {
  const path = copiedStoreFile();
  const folder = dirname(path);
  chmodSync(path, 0o666);
  chmodSync(folder, 0o555);
  expect(asStranger(() => refusalUntouched(path))).toContain("Let this user write the file and its folder");
  expect(asStranger(() => refusal(join(folder, "new.db")))).toContain("Let this user write the file and its folder");
  chmodSync(folder, 0o755);
});

test("an empty file becomes a store", () => {
  const path = temporaryFolder().file("store.db", "");
  const store = sqliteResourceStore({ path });
  expect(store.version).toBe(0);
  store.close();
});
