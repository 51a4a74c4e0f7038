import { expect, expectTypeOf, test } from "vitest";
import { type DrawOptions, type ExpectedSplit, toBeSmooth, toMatchSplit } from "../../src/vitest/matchers.ts";

test("the matchers are known to the compiler, on expect and on .not", () => {
  const assertion = expect(["a"]);
  expectTypeOf(assertion.toMatchSplit).parameter(0).toEqualTypeOf<ExpectedSplit>();
  expectTypeOf(assertion.toMatchSplit).parameter(1).toEqualTypeOf<DrawOptions | undefined>();
  expectTypeOf(assertion.not.toBeIndependentDraws).parameter(0).toEqualTypeOf<ExpectedSplit>();
  expectTypeOf(assertion.toBeSmooth)
    .parameter(1)
    .toEqualTypeOf<{ readonly within?: number; readonly margin?: number | `${number}pp` } | undefined>();
});

test("the matchers are known inside other matchers too, and their .not", () => {
  expectTypeOf(expect.toMatchSplit).parameter(0).toEqualTypeOf<ExpectedSplit>();
  expectTypeOf(expect.not.toMatchSplit).parameter(1).toEqualTypeOf<DrawOptions | undefined>();
});

test("slips of the pen do not compile", () => {
  const wrong = (): void => {
    // @ts-expect-error: a share in words
    expect({ a: 1 }).toMatchSplit({ a: "60%" });
    // @ts-expect-error: points need their unit
    expect({ a: 1 }).toMatchSplit({ a: 1 }, { margin: "1" });
    // @ts-expect-error: chance has no part in it
    expect(["a"]).toBeSmooth({ a: 1 }, { flake: 1e-9 });
    // @ts-expect-error: something must be expected
    expect(["a"]).toBeIndependentDraws();
  };
  expect(wrong).toThrow(TypeError);
});

test("the functions extend an expect by hand", () => {
  expect.extend({ toBeDealtOut: toBeSmooth });
  expect(toMatchSplit.call({}, { a: 3, b: 2 }, { a: 3, b: 2 }).pass).toBe(false);
  expect(toMatchSplit.call({ isNot: true }, { a: 3, b: 2 }, { a: 3, b: 2 }).pass).toBe(true);
});
