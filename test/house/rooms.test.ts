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
  test.each([
    ["engine/clock.ts", 'import { pick } from "../routing/pick.ts";', "engine may not import routing"],
    ["routing/pick.ts", 'import type { Fleet } from "../fleet/fleet.ts";', "routing may not import fleet"],
    ["routing/pick.ts", 'export { fleet } from "../fleet/fleet.ts";', "routing may not import fleet"],
    ["routing/pick.ts", 'export type F = import("../fleet/fleet.ts").Fleet;', "routing may not import fleet"],
    ["routing/pick.ts", 'export const load = () => import("../fleet/fleet.ts");', "routing may not import fleet"],
    ["routing/pick.ts", 'new URL("../fleet/worker.js", import.meta.url);', "routing may not import fleet"],
    ["report/page.ts", 'import { run } from "../experiment/run.ts";', "report may import only types of experiment"],
    ["routing/pick.ts", 'import { z } from "zod";', "routing may not import the package zod"],
    ["routing/pick.ts", 'import { z } from "@scope/name/deep";', "routing may not import the package @scope/name"],
    ["experiment/run.ts", 'import { readFileSync } from "node:fs";', "experiment may not import node:fs"],
    ["routing/pick.ts", 'import { readFileSync } from "fs";', "write node:fs"],
    ["routing/pick.ts", 'import { one } from "../../test/one.ts";', "leads out of src"],
    ["routing/pick.ts", 'import { one } from "../attic/one.ts";', "leads to no room"],
    ["attic/one.ts", "export const one = 1;", 'there is no room "attic"'],
    ["routing/pick.ts", "export const load = (name: string) => import(name);", "must be written out"],
  ])("%s with %s: %s", (path, text, fault) => {
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
