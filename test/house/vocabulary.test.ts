import { describe, expect, test } from "vitest";
import { overruledTypes, unfitComments } from "./plainTypes.ts";
import { plantTree } from "./plantTree.ts";
import { inRepository } from "./repository.ts";
import { readSourceTree } from "./sourceTree.ts";
import { vocabularyFaults } from "./vocabulary.ts";

const source = readSourceTree(inRepository("src"));

describe("the house", () => {
  test("uses one word per thing", () => {
    expect(vocabularyFaults(source)).toEqual([]);
  });

  test("never overrules the type checker", () => {
    expect(overruledTypes(source)).toEqual([]);
  });

  test("has no promises, banners or dead code in comments", () => {
    expect(unfitComments(source)).toEqual([]);
  });
});

describe("the rules can fail", () => {
  test.each([
    ["fleet/fleetUtils.ts", "export const one = 1;", "does not say what the file holds"],
    ["fleet/index.ts", "export const one = 1;", "the one index"],
    ["fleet/run.ts", "export const repCount = 1;", "replication or replica"],
    ["fleet/run.ts", "export function run(rng: number): number { return rng; }", "say random"],
    ["fleet/run.ts", "export interface Run { readonly backends: number }", "say deployments"],
  ])("%s with %s", (path, text, fault) => {
    expect(vocabularyFaults(plantTree({ [path]: text }))).toEqual([expect.stringContaining(fault)]);
  });

  test("a word inside another word is no fault", () => {
    const text = "export const report = 1;\nexport const replica = 2;\nexport const representation = 3;";
    expect(vocabularyFaults(plantTree({ "fleet/run.ts": text }))).toEqual([]);
  });

  test.each(["1 as unknown", "<number>1", "[1][0]!", "JSON.parse('1'); export type T = any"])("%s", (expression) => {
    expect(overruledTypes(plantTree({ "fleet/run.ts": `export const one = ${expression};` }))).toHaveLength(1);
  });

  test("as const is a fact, not a claim", () => {
    expect(overruledTypes(plantTree({ "fleet/run.ts": "export const one = [1] as const;" }))).toEqual([]);
  });

  test.each(["// TODO later", "// ---------- helpers ----------", "// @ts-ignore", "// const two = 2;"])(
    "%s",
    (comment) => {
      expect(unfitComments(plantTree({ "fleet/run.ts": `${comment}\nexport const one = 1;` }))).toHaveLength(1);
    },
  );
});
