import { describe, expect, test } from "vitest";
import { Deadline } from "../../../src/check/log/deadline.ts";

const long = new Deadline(60_000);

describe("Deadline", () => {
  test("does the work, again and again", () => {
    let done = 0;
    for (let i = 0; i < 100; i++) expect(long.holds(() => void done++)).toBe(true);
    expect(done).toBe(100);
  });

  test("stops a regular expression that takes exponential time, and can be used again", () => {
    const short = new Deadline(50);
    expect(short.holds(() => void /^(a+)+$/.exec(`${"a".repeat(60)}!`))).toBe(false);
    expect(long.holds(() => void /^(a+)+$/.exec("aaa"))).toBe(true);
  });

  test("throws what the work throws", () => {
    expect(() =>
      long.holds(() => {
        throw new RangeError("mine");
      }),
    ).toThrow(new RangeError("mine"));
  });
});
