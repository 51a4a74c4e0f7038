import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPath } from "../../../src/scenario/json/formatPath.ts";
import type { JsonPath } from "../../../src/scenario/json/jsonPath.ts";
import { readJson } from "../../../src/scenario/json/readJson.ts";

function accepts(text: string): boolean {
  return readJson(text).kind === "document";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Every value of a document with its path. */
function* values(value: unknown, path: JsonPath = []): Generator<readonly [JsonPath, unknown]> {
  yield [path, value];
  if (Array.isArray(value)) for (const [i, element] of value.entries()) yield* values(element, [...path, i]);
  else if (typeof value === "object" && value !== null) {
    for (const [key, field] of Object.entries(value)) yield* values(field, [...path, key]);
  }
}

function offset(text: string, { line, column }: { readonly line: number; readonly column: number }): number {
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}

test("accepts exactly what JavaScript accepts", () => {
  const jsonLike = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n0123-.eEtruefalsn/u\u0000'), maxLength: 12 });
  fc.assert(
    fc.property(fc.oneof(jsonLike, fc.json()), (text) => {
      expect(accepts(text)).toBe(isJson(text));
    }),
    { numRuns: 1000 },
  );
});

test("a document has the value that JavaScript reads", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const reading = readJson(text);
      expect(reading.kind === "document" && reading.document.value).toEqual(JSON.parse(text));
    }),
  );
});

test("every value is located where it stands", () => {
  const key = fc.stringMatching(/^[a-z]{1,5}$/);
  const tree = fc.letrec((tie) => ({
    node: fc.oneof({ maxDepth: 4 }, fc.string(), fc.integer(), fc.array(tie("node")), fc.dictionary(key, tie("node"))),
  })).node;
  fc.assert(
    fc.property(tree, fc.nat(3), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      const reading = readJson(text);
      if (reading.kind === "mistake") throw new Error(reading.message);
      const compact = (from: number): string => text.slice(from).replace(/\s/g, "");
      for (const [path, there] of values(value)) {
        const written = JSON.stringify(there).replace(/\s/g, "");
        expect(compact(offset(text, reading.document.locate(path))).startsWith(written)).toBe(true);
      }
    }),
  );
});

test("what is not there is located at the nearest thing around it", () => {
  const reading = readJson('{\n "a": [1, {"b": 2}]\n}');
  if (reading.kind === "mistake") throw new Error(reading.message);
  const { document } = reading;
  expect(document.locate(["a", 1, "c"])).toMatchObject({ line: 2, column: 11 });
  expect(document.locate(["a", 7])).toMatchObject({ line: 2, column: 7 });
  expect(document.locate(["x", "y"])).toMatchObject({ line: 1, column: 1 });
  expect(document.locate(["a", 1, "b"], "name")).toMatchObject({ line: 2, column: 12 });
});

test("names keep the order of the text, even those that look like numbers", () => {
  const reading = readJson('{"b": {"10": 1, "9": 2, "a": 3, "1": 4}}');
  expect(reading.kind === "document" && reading.document.keys(["b"])).toEqual(["10", "9", "a", "1"]);
  expect(reading.kind === "document" && reading.document.keys(["b", "10"])).toEqual([]);
  expect(reading.kind === "document" && reading.document.keys(["c"])).toEqual([]);
});

test("a path is written as in JavaScript, with names that are no words in brackets", () => {
  expect(formatPath([])).toBe("");
  expect(formatPath(["timeline", 2, "at"])).toBe("timeline[2].at");
  expect(formatPath(["fleet", "new-deployment", "a.b", "c d"])).toBe('fleet.new-deployment["a.b"]["c d"]');
  expect(formatPath([0, "a"])).toBe("[0].a");
});
