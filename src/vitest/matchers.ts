import { expect } from "vitest";
import type { ExpectedSplit } from "./expectedUnits.ts";
import type { DrawOptions, SmoothOptions } from "./matcherOptions.ts";
import { toBeIndependentDraws } from "./toBeIndependentDraws.ts";
import { toBeSmooth } from "./toBeSmooth.ts";
import { toMatchSplit } from "./toMatchSplit.ts";

// A plain import makes the matchers known to `expect` and their types to the compiler; the functions are for those who
// extend an `expect` of their own.
expect.extend({ toMatchSplit, toBeIndependentDraws, toBeSmooth });

/** On `expect(...)`, and with `expect.` and `expect.not.` in the place of a value inside another matcher. */
export interface SplitMatchers {
  /**
   * Counts by deployment, or the picks themselves, are split as expected. Passes only when the split is shown to be
   * right; too few picks fail and say how many more it takes.
   *
   * `expect({ a: 180_000, b: 120_000 }).toMatchSplit({ a: 3, b: 2 })`
   */
  toMatchSplit: (expected: ExpectedSplit, options?: DrawOptions) => void;
  /**
   * The picks are independent random draws by the expected split: round-robin, sticky sessions and bursts fail, however
   * fair their split. The order matters, so this takes the picks themselves.
   *
   * `expect(picks).toBeIndependentDraws({ a: 3, b: 2 })`
   */
  toBeIndependentDraws: (expected: ExpectedSplit, options?: DrawOptions) => void;
  /**
   * The picks are dealt out evenly: after every one of them each deployment is within a few requests of its share, as
   * smooth weighted round-robin has it. No chance is involved.
   *
   * `expect(["a", "b", "a", "b", "a"]).toBeSmooth({ a: 3, b: 2 }, { margin: "20pp" })`
   */
  toBeSmooth: (weights: ExpectedSplit, options?: SmoothOptions) => void;
}

declare module "vitest" {
  interface Matchers<T> extends SplitMatchers {}
  interface AsymmetricMatchersContaining extends SplitMatchers {}
}

export type { DrawOptions, ExpectedSplit, SmoothOptions };
export { toBeIndependentDraws, toBeSmooth, toMatchSplit };
