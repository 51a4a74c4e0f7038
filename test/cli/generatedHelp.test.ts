import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generatedHelp } from "../../src/cli/generatedHelp.ts";
import { packageVersion } from "../../src/cli/packageVersion.ts";
import { createParser } from "../../src/cli/parser.ts";
import { quickAnswer } from "../../src/cli/quickAnswer.ts";

test("the help that is answered at once is the parser's own (npm run build && node scripts/write-help.mjs writes it)", async () => {
  const help = await createParser(() => {}).getHelp();
  expect(generatedHelp).toBe(`${help.replace(/ +$/gm, "")}\n`);
});

test("the version that is answered at once is the package's (the same script writes it)", () => {
  expect(packageVersion).toBe(JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version);
});

test("only what needs no parser is answered at once", () => {
  expect(quickAnswer(["--version"])).toBe(`${packageVersion}\n`);
  expect([["--help"], ["-h"], ["help"]].map(quickAnswer)).toEqual([generatedHelp, generatedHelp, generatedHelp]);
  expect([[], ["run"], ["run", "--help"], ["--help", "run"]].map(quickAnswer)).toEqual(Array(4).fill(undefined));
});
