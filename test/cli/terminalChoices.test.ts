import { expect, test } from "vitest";
import { reportWidth } from "../../src/cli/reportWidth.ts";
import { wantsColor } from "../../src/cli/wantsColor.ts";
import { recordingTerminal } from "./recordingTerminal.ts";

test.for([
  [undefined, true, {}, true],
  [undefined, false, {}, false],
  [undefined, true, { NO_COLOR: "1" }, false],
  [undefined, true, { NO_COLOR: "" }, true],
  [undefined, true, { TERM: "dumb" }, false],
  [true, false, { NO_COLOR: "1" }, true],
  [false, true, {}, false],
] as const)("with the flag %s, a terminal %s and %j colour is %s", ([flag, isTTY, environment, expected]) => {
  const terminal = recordingTerminal(environment, isTTY);
  expect(wantsColor(flag, terminal.stdout, terminal)).toBe(expected);
});

test("a report is as wide as the terminal, 120 at most, 80 where there is none", () => {
  const write = (): void => {};
  expect(reportWidth({ write, isTTY: true, columns: 97 })).toBe(97);
  expect(reportWidth({ write, isTTY: true, columns: 300 })).toBe(120);
  expect(reportWidth({ write, isTTY: true, columns: 0 })).toBe(80);
  expect(reportWidth({ write })).toBe(80);
});
