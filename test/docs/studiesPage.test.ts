import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shell } from "../cli/built.ts";
import { inRepository } from "../house/repository.ts";

const page = readFileSync(inRepository("docs/studies.md"), "utf8");
const commands = [...page.matchAll(/^shuntyard compare .*$/gm)].map(([command]) => command);

interface Compared {
  readonly measures: readonly {
    readonly pairs: readonly {
      readonly first: string;
      readonly second: string;
      readonly interval: readonly number[];
    }[];
  }[];
}

// The tables of the page are held by test/studies. Here a wrong order passes with probability 5 % at most, as `compare` is
// asked: these are what a reader gets to see of orders that are proved there.
test.each(commands)("the strategies stand in their order, for sure: %s", async (command) => {
  const { stdout, stderr, code } = await shell(`cd ${inRepository("")}; ${command} --json --quiet`);
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  const { measures }: Compared = JSON.parse(stdout);
  const pairs = measures.flatMap((measure) => measure.pairs);
  expect(pairs.length).toBeGreaterThan(0);
  for (const { first, second, interval } of pairs) expect(interval[1], `${first} − ${second}`).toBeLessThan(0);
});

test("every study of the page has its file, its table and its command", () => {
  const studies = [...page.matchAll(/\]\(\.\.\/scenarios\/studies\/([\w-]+)\.json\)/g)].map(([, name = ""]) => name);
  const tables = [...page.matchAll(/^<!-- ([\w-]+):begin -->$/gm)].map(([, name = ""]) => name);
  expect(tables).toEqual(studies);
  expect(tables).toHaveLength(7);
});
