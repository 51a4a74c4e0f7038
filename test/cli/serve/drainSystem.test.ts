import { expect, test } from "vitest";
import { drainSystem } from "../../../src/cli/serve/drainSystem.ts";

const traffic = { requests: [], revision: 1, oldestVersion: 1, slowestPropagationMs: 0, ready: [], inFlight: 3 };

/** A system with three answers in flight that end as the last of them is told to. */
function system(): { readonly traffic: () => typeof traffic; readonly drain: () => Promise<void>; end: () => void } {
  let end = (): void => {};
  const drained = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { traffic: () => traffic, drain: () => drained, end: () => end() };
}

test("what is in flight when the grace is over has been cut", async () => {
  const three = system();
  setTimeout(three.end, 50);
  expect(await drainSystem(three, 1)).toBe(3);
});

test("nothing has been cut that ended before, however long the grace", async () => {
  for (const graceMs of [60_000, 1000 * 3_600_000]) {
    const three = system();
    setTimeout(three.end, 50);
    expect(await drainSystem(three, graceMs)).toBe(0);
  }
});
