import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { KnownGlobals } from "../../../src/check/selector/knownGlobals.ts";

test("tells what was changed or taken away, and not what was added", () => {
  const globals = new KnownGlobals();
  expect(globals.changed).toEqual([]);
  const { floor } = Math;
  const { at } = Array.prototype;
  try {
    Math.floor = Math.ceil;
    Reflect.deleteProperty(Array.prototype, "at");
    Reflect.set(Array.prototype, "last", () => 0);
    expect(globals.changed).toEqual(["Array.prototype.at", "Math.floor"]);
  } finally {
    Math.floor = floor;
    Reflect.defineProperty(Array.prototype, "at", { value: at, writable: true, configurable: true });
    Reflect.deleteProperty(Array.prototype, "last");
  }
  expect(globals.changed).toEqual([]);
});

test("is not misled by what Node gives when it is first asked for, nor by a setting", () => {
  const { stackTraceLimit } = Error;
  const globals = new KnownGlobals();
  Error.stackTraceLimit = 3;
  // Each of these is loaded at the first use.
  const used = [typeof fetch, typeof CompressionStream, typeof BroadcastChannel, typeof crypto, runInNewContext("1")];
  Error.stackTraceLimit = stackTraceLimit;
  expect(used).toHaveLength(5);
  expect(globals.changed).toEqual([]);
});
