import { describe, expect, test } from "vitest";
import { hiddenInputs } from "./hiddenInputs.ts";
import { importCycles } from "./importCycles.ts";
import { plantTree } from "./plantTree.ts";
import { inRepository } from "./repository.ts";
import { roomTable } from "./roomTable.ts";
import { roomViolations } from "./roomViolations.ts";
import { readSourceTree } from "./sourceTree.ts";

const source = readSourceTree(inRepository("src"));

describe("the house", () => {
  test("a room imports only the rooms and packages listed for it", () => {
    expect(roomViolations(source, roomTable)).toEqual([]);
  });

  test("no file imports itself by a detour, types included", () => {
    expect(importCycles(source)).toEqual([]);
  });

  test("time and chance come in as arguments", () => {
    expect(hiddenInputs(source)).toEqual([]);
  });

  test("the room table lists only rooms that exist, and no room may import one that may import it", () => {
    for (const [name, room] of Object.entries(roomTable)) {
      const listed = [...room.rooms, ...(room.typesOf ?? [])];
      expect(listed.filter((other) => roomTable[other] === undefined)).toEqual([]);
      expect(listed.filter((other) => roomTable[other]?.rooms.includes(name) === true)).toEqual([]);
    }
  });
});

describe("the rules can fail", () => {
  const planted: readonly (readonly [fault: string, text: string, path?: string])[] = [
    ["engine may not import routing", 'import { pick } from "../routing/pick.ts";', "engine/clock.ts"],
    ["routing may not import fleet", 'import type { Fleet } from "../fleet/fleet.ts";'],
    ["routing may not import fleet", 'export { fleet } from "../fleet/fleet.ts";'],
    ["routing may not import fleet", 'export type F = import("../fleet/fleet.ts").Fleet;'],
    ["routing may not import fleet", 'export const load = (): unknown => import("../fleet/fleet.ts");'],
    ["routing may not import fleet", 'export const url = new URL("../fleet/worker.js", import.meta.url);'],
    ["report may import only types of experiment", 'import { run } from "../experiment/run.ts";', "report/page.ts"],
    ["routing may not import the package zod", 'import { z } from "zod";'],
    ["routing may not import the package @scope/name", 'import { z } from "@scope/name/deep";'],
    ["experiment may not import node:fs", 'import { readFileSync } from "node:fs";', "experiment/run.ts"],
    ["write node:fs", 'import { readFileSync } from "fs";'],
    ["leads out of src", 'import { one } from "../../test/one.ts";'],
    ["leads to no room", 'import { one } from "../attic/one.ts";'],
    ['there is no room "attic"', "export const one = 1;", "attic/one.ts"],
    ["must be written out", "export const load = (name: string): unknown => import(name);"],
  ];

  test.each(planted)("%s: %s", (fault, text, path = "routing/selector.ts") => {
    expect(roomViolations(plantTree({ [path]: text }), roomTable)).toEqual([expect.stringContaining(fault)]);
  });

  test("types of a room listed for types are allowed", () => {
    const tree = plantTree({ "report/page.ts": 'import type { RunResult } from "../experiment/result.ts";' });
    expect(roomViolations(tree, roomTable)).toEqual([]);
  });

  test("a cycle through types is found, once", () => {
    const tree = plantTree({
      "fleet/a.ts": 'import { b } from "./b.ts";',
      "fleet/b.ts": 'import { c } from "./deep/c.ts";',
      "fleet/deep/c.ts": 'import type { A } from "../a.ts";',
      "fleet/d.ts": 'import { b } from "./b.ts";',
    });
    expect(importCycles(tree)).toEqual(["fleet/a.ts -> fleet/b.ts -> fleet/deep/c.ts -> fleet/a.ts"]);
  });

  test.each([
    "Math.random()",
    "Date.now()",
    "new Date()",
    "new Date(0)",
    "globalThis.Date()",
    "performance.now()",
    "process.hrtime.bigint()",
    "setTimeout(() => {}, 1)",
    "crypto.randomUUID()",
  ])("%s is found", (expression) => {
    const tree = plantTree({ "engine/clock.ts": `export const hidden = ${expression};` });
    expect(hiddenInputs(tree)).toHaveLength(1);
  });

  test("live rooms have a clock of their own, but no chance of their own", () => {
    const tree = plantTree({ "live/pace.ts": "export const a = Date.now();\nexport const b = Math.random();" });
    expect(hiddenInputs(tree)).toEqual([expect.stringContaining("live/pace.ts:2: Math.random")]);
  });

  test("Date.UTC is arithmetic, not a clock", () => {
    expect(hiddenInputs(plantTree({ "traffic/trace.ts": "export const day = Date.UTC(2023, 10, 16);" }))).toEqual([]);
  });
});
