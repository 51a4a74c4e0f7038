import { expect, test } from "vitest";
import { linesNowAndThen } from "../../../src/cli/serve/linesNowAndThen.ts";
import { rewrittenLine } from "../../../src/cli/serve/rewrittenLine.ts";

function paper(columns?: number): {
  readonly text: () => string;
  readonly output: Parameters<typeof rewrittenLine>[0];
} {
  let text = "";
  const write = (more: string): void => {
    text += more;
  };
  return { text: () => text, output: { write, ...(columns === undefined ? {} : { columns }) } };
}

test("on a terminal the line stays in its place, one column short of the edge, and notes stand above it", () => {
  const { text, output } = paper(40);
  const view = rewrittenLine(output);
  view.note("early");
  view.update((width) => `${width} a`);
  view.update((width) => `${width} a`);
  view.note("late");
  view.update(() => "b");
  view.close();
  view.close();
  expect(text()).toBe("early\n\r\x1b[2K39 a\r\x1b[2Klate\n39 a\r\x1b[2Kb\n");
});

test("elsewhere there is a plain line every ten seconds, and none that says the same again", () => {
  const { text, output } = paper();
  let now = 0;
  const view = linesNowAndThen(output, () => now);
  for (; now < 60_000; now += 500) view.update(() => (now < 25_000 ? "busy" : "idle"));
  view.note("note");
  view.close();
  expect(text()).toBe("busy\nidle\nnote\n");
});
