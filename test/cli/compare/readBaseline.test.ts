import { expect, test } from "vitest";
import { readBaseline } from "../../../src/cli/compare/readBaseline.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

const written = {
  format: "shuntyard-comparison",
  version: 1,
  scenario: { name: "s", more: true },
  seed: "1",
  replications: { planned: 2, finished: 2 },
  measures: [{ measure: "response:p95", phase: "total", strategies: [{ strategy: "even-load", values: [1, null] }] }],
};

test("what a comparison wrote is read back", () => {
  const path = temporaryFolder().file("before.json", JSON.stringify(written));
  expect(readBaseline(path)).toMatchObject({ kind: "baseline", baseline: { measures: written.measures, seed: "1" } });
});

test.each([
  ["no JSON", "{"],
  ["another document", "{}"],
  ["a newer version", JSON.stringify({ ...written, version: 2 })],
  ["a value that is no number", JSON.stringify(written).replace("[1,null]", '["1"]')],
  ["null", "null"],
])("%s is a mistake in a sentence", (_, text) => {
  const path = temporaryFolder().file("bad.json", text);
  expect(readBaseline(path)).toMatchObject({
    kind: "mistake",
    line: expect.stringMatching(/^--baseline: .*bad\.json /),
  });
});

test("a file that is not there is one too", () => {
  expect(readBaseline("/nowhere/before.json")).toMatchObject({ kind: "mistake" });
});
