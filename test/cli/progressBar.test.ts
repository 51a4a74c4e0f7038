import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { progressBar } from "../../src/cli/progressBar.ts";

test("notes wait until the bar is gone", () => {
  const stream = new PassThrough();
  const view = progressBar("spike", stream);
  view.note("a worker died");
  expect(stream.read()).toBeNull();
  view.close();
  expect(String(stream.read())).toMatch(/a worker died\n$/);
});
