import { expect, it } from "vitest";
import { refuseOptions } from "../../src/experiment/refuseOptions.ts";

it("names every option that is out of range, and lets the others be", () => {
  expect(() => refuseOptions({ replay: "", replications: 0, workers: 1.5, seed: "xyz" })).toThrow(
    /replications: expected an integer >= 1, got 0; workers: .*got 1.5; seed: .*"xyz"/,
  );
  expect(() =>
    refuseOptions({ replay: "", replications: 1, workers: 8, seed: "7f3a", strategy: "even-load" }),
  ).not.toThrow();
  expect(() => refuseOptions({ replay: "" })).not.toThrow();
});
