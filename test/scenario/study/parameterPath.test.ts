import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPath } from "../../../src/scenario/json/formatPath.ts";
import { parseParameterPath } from "../../../src/scenario/study/parameterPath.ts";

/** `formatPath` cuts names above 40 characters, for people. */
const key = fc.oneof(fc.nat(1_000_000), fc.string({ minLength: 1, maxLength: 30 }).filter(isPlain));

function isPlain(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text);
}

test("a path that is written is read back", () => {
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 6 }), (path) => {
      expect(parseParameterPath(formatPath(path))).toEqual(path);
    }),
  );
});

test.each([
  ["traffic.arrivals.rate", ["traffic", "arrivals", "rate"]],
  ["timeline[2].at", ["timeline", 2, "at"]],
  ['fleet["llama-3.1"].replicas', ["fleet", "llama-3.1", "replicas"]],
])("%s", (text, path) => {
  expect(parseParameterPath(text)).toEqual(path);
});

test.each(["", ".", "a.", ".a", "a..b", "a[", "a[-1]", "a[1.5]", 'a["b', "a b", "a[b]", "[0]x"])(
  "%j is no path",
  (text) => {
    expect(parseParameterPath(text)).toBeUndefined();
  },
);
