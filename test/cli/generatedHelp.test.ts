import { expect, test } from "vitest";
import { generatedHelp } from "../../src/cli/generatedHelp.ts";
import { packageVersion } from "../../src/cli/packageVersion.ts";
import { createParser } from "../../src/cli/parser.ts";
import { quickAnswer } from "../../src/cli/quickAnswer.ts";

test("the help that is answered at once is the parser's own (npm run build && node scripts/write-help.mjs writes it)", async () => {
  const help = await createParser(() => {}).getHelp();
  expect(generatedHelp).toBe(`${help.replace(/ +$/gm, "")}\n`);
});

test("only what needs no parser is answered at once", () => {
  expect(quickAnswer(["--version"])).toBe(`${packageVersion()}\n`);
  expect([["--help"], ["-h"], ["help"]].map(quickAnswer)).toEqual([generatedHelp, generatedHelp, generatedHelp]);
  expect([[], ["run"], ["run", "--help"], ["--help", "run"]].map(quickAnswer)).toEqual(Array(4).fill(undefined));
});
