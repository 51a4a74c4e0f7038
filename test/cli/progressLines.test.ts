import { expect, test } from "vitest";
import { progressLines } from "../../src/cli/progressLines.ts";
import { recordingTerminal } from "./recordingTerminal.ts";

test("a line after a second and then every ten, notes at once", () => {
  const terminal = recordingTerminal();
  let nowMs = 500;
  const view = progressLines("spike", terminal.stderr, () => nowMs);
  for (let replicationsFinished = 1; replicationsFinished <= 26; replicationsFinished++) {
    nowMs += 500;
    const detail = `${72_000 * replicationsFinished} requests`;
    view.update({ done: replicationsFinished, planned: 40, noun: "replications", detail });
  }
  view.note("a worker died");
  view.close();
  expect(terminal.messages().split("\n")).toEqual([
    "spike: 2 of 40 replications, 144000 requests",
    "spike: 22 of 40 replications, 1584000 requests",
    "spike: a worker died",
    "",
  ]);
});

test("the time left is told where it is known", () => {
  const terminal = recordingTerminal();
  let nowMs = 0;
  const view = progressLines("load", terminal.stderr, () => nowMs);
  for (const left of ["", "about 2m"]) {
    nowMs += 20_000;
    view.update({ done: 3, planned: 1000, noun: "cells", left });
  }
  expect(terminal.messages()).toBe("load: 3 of 1,000 cells\nload: 3 of 1,000 cells, about 2m to go\n");
});
