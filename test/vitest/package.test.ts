import { expect, test } from "vitest";

test("the package brings the matchers under shuntyard/vitest", async () => {
  const built = "shuntyard/vitest";
  const matchers: unknown = await import(/* @vite-ignore */ built);
  expect(Object.keys(Object(matchers)).sort()).toEqual(["toBeIndependentDraws", "toBeSmooth", "toMatchSplit"]);
  expect({ a: 180_000, b: 120_000 }).toMatchSplit({ a: 3, b: 2 });
});
