import { expect, test } from "vitest";
import { progressLines } from "../../src/cli/progressLines.ts";
import { recordingTerminal } from "./recordingTerminal.ts";

test("a line after a second and then every ten, notes at once", () => {
  const terminal = recordingTerminal();
  let nowMs = 500;
  const view = progressLines("spike", terminal.stderr, () => nowMs);
  for (let replicationsFinished = 1; replicationsFinished <= 26; replicationsFinished++) {
    nowMs += 500;
    view.update({ replicationsFinished, replicationsPlanned: 40, requests: 72_000 * replicationsFinished });
  }
  view.note("a worker died");
  view.close();
  expect(terminal.messages().split("\n")).toEqual([
    "spike: 2 of 40 replications, 144,000 requests",
    "spike: 22 of 40 replications, 1,584,000 requests",
    "spike: a worker died",
    "",
  ]);
});
