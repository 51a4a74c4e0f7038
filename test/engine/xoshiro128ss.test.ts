import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Xoshiro128State, Xoshiro128ss } from "../../src/engine/xoshiro128ss.ts";
import { referenceValue } from "./referenceValue.ts";

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const states = fc.tuple(word, word, word, word).filter((state) => state.some((item) => item !== 0));

function taken(random: Xoshiro128ss, n: number): readonly number[] {
  return Array.from({ length: n }, () => random.next());
}

describe("xoshiro128**", () => {
  test("gives signed 32-bit integers", () => {
    fc.assert(
      fc.property(states, (state) => {
        for (const draw of taken(new Xoshiro128ss(state), 20)) expect(draw).toBe(draw | 0);
      }),
    );
  });

  test("goes on from its state, and from its clone, as it does itself", () => {
    fc.assert(
      fc.property(states, fc.nat(50), (state, n) => {
        const random = new Xoshiro128ss(state);
        taken(random, n);
        const again = new Xoshiro128ss(random.state);
        const clone = random.clone();
        const draws = taken(random, 10);
        expect(taken(again, 10)).toEqual(draws);
        expect(taken(clone, 10)).toEqual(draws);
      }),
    );
  });

  test("jumps commute with draws and with each other", () => {
    fc.assert(
      fc.property(states, fc.nat(20), (state, n) => {
        const drawnFirst = new Xoshiro128ss(state);
        taken(drawnFirst, n);
        drawnFirst.jump();
        drawnFirst.longJump();
        const jumpedFirst = new Xoshiro128ss(state);
        jumpedFirst.longJump();
        jumpedFirst.jump();
        taken(jumpedFirst, n);
        expect(jumpedFirst.state).toEqual(drawnFirst.state);
      }),
      { numRuns: 20 },
    );
  });

  test("refuses a state that it could not leave, and words that are not of 32 bits", () => {
    expect(() => new Xoshiro128ss([0, 0, 0, 0])).toThrow(RangeError);
    for (const broken of [-1, 0.5, 2 ** 32, Number.NaN]) {
      expect(() => new Xoshiro128ss([1, 2, broken, 4])).toThrow(/four integers from 0 to 4294967295, got 1, 2, /);
    }
  });

  test("gives the reference sequence", () => {
    const { inputs, expected } = referenceValue("rng.xoshiro128starstar#1");
    const random = new Xoshiro128ss(stateOf(inputs["state"]));
    expect(taken(random, 10).map((draw) => BigInt(draw >>> 0))).toEqual(expected["outputs"]);
    expect(random.state.map(BigInt)).toEqual(expected["finalState"]);
  });

  test("jumps to the reference states", () => {
    const jump = referenceValue("rng.xoshiro128.jump#1");
    const random = new Xoshiro128ss(stateOf(jump.inputs["state"]));
    random.jump();
    expect(random.state.map(BigInt)).toEqual(jump.expected["state"]);
    const longJump = referenceValue("rng.xoshiro128.longJump#1");
    const other = new Xoshiro128ss(stateOf(longJump.inputs["state"]));
    other.longJump();
    expect(other.state.map(BigInt)).toEqual(longJump.expected["state"]);
  });
});

function stateOf(words: readonly bigint[] = []): Xoshiro128State {
  const [a = 0, b = 0, c = 0, d = 0] = words.map(Number);
  return [a, b, c, d];
}
