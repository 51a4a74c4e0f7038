import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { expect, test } from "vitest";
import { lockStore } from "../../../src/cli/sweep/storeLock.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { studyFolder } from "./studyFile.ts";

function newStore(): string {
  return `${temporaryFolder().path}/store.jsonl`;
}

test("a store is locked once, and again when it is released", () => {
  const store = newStore();
  const first = lockStore(store);
  expect(lockStore(store)).toMatchObject({
    kind: "taken",
    by: `process ${process.pid} on ${hostname()}`,
    path: `${store}.lock`,
  });
  if (first.kind === "held") first.release();
  expect(lockStore(store).kind).toBe("held");
});

test.each([
  ["a process that is gone", { pid: 2 ** 22 + 1, host: hostname(), started: "1" }],
  ["a process whose number another has got", { pid: process.pid, host: hostname(), started: "1" }],
  ["nobody", {}],
])("the lock of %s is taken over", (_, lock) => {
  const store = newStore();
  writeFileSync(`${store}.lock`, JSON.stringify(lock));
  const taken = lockStore(store);
  expect(taken.kind).toBe("held");
  if (taken.kind === "held") taken.release();
  expect(readdirSync(store.replace(/store\.jsonl$/, ""))).toEqual([]);
});

test("a lock of another machine stays, because nobody can tell", () => {
  const store = newStore();
  writeFileSync(`${store}.lock`, JSON.stringify({ pid: 1, host: "elsewhere", started: "1" }));
  expect(lockStore(store)).toMatchObject({ kind: "taken", by: "process 1 on elsewhere" });
  expect(existsSync(`${store}.lock`)).toBe(true);
});

test("a second sweep on a store says who is there and touches nothing", async () => {
  const { sweep, store, path } = studyFolder();
  const lock = lockStore(store);
  const { code, stdout, stderr } = await sweep();
  expect([code, stdout]).toEqual([4, ""]);
  expect(stderr).toMatch(new RegExp(`store\\.jsonl: process ${process.pid} on .* sweeps into this store: wait for it`));
  expect(readdirSync(path).toSorted()).toEqual(["store.jsonl.lock", "study.json"]);
  if (lock.kind === "held") lock.release();
  expect((await sweep()).code).toBe(0);
});
