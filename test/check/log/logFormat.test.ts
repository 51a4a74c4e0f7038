import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasTimeGroup, parsePattern } from "../../../src/check/log/logFormat.ts";

describe("parsePattern", () => {
  test("any text gives a pattern with the group or a sentence, and never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const parsed = parsePattern(`${before}(?<deployment>x)${after}`);
        if (parsed instanceof RegExp) expect(parsed.source).toContain("(?<deployment>x)");
        else expect(parsed).toMatch(/^The pattern ".*/s);
      }),
    );
  });

  test("takes the text for the pattern itself", () => {
    const parsed = parsePattern("upstream=(?<deployment>\\S+)");
    expect(parsed instanceof RegExp && parsed.exec("x upstream=a y")?.groups?.["deployment"]).toBe("a");
  });

  test("slashes alone are part of the pattern; with letters after them they enclose it", () => {
    expect(parsePattern("/v1/(?<deployment>[^/]+)/")).toEqual(/\/v1\/(?<deployment>[^/]+)\//);
    expect(parsePattern("/served by (?<deployment>\\w+)/i")).toEqual(/served by (?<deployment>\w+)/i);
  });

  test("refuses a pattern without the group, and says which groups it has", () => {
    expect(parsePattern("upstream=(\\S+)")).toContain("it has no named group. Write (?<deployment>...)");
    expect(parsePattern("(?<upstream>\\S+) (?<time>\\d+)")).toContain('its groups are "upstream", "time"');
  });

  test("refuses what is no regular expression, with the reason", () => {
    expect(parsePattern("(?<deployment>\\S+")).toContain("is not a regular expression of JavaScript: ");
    expect(parsePattern("/(?<deployment>x)/q")).toContain("is not a regular expression of JavaScript: ");
  });

  test.each(["g", "y", "gi"])("refuses the flags %s: they carry state from line to line", (flags) => {
    expect(parsePattern(`/(?<deployment>x)/${flags}`)).toContain(`has the flag ${flags[0]}`);
  });
});

test("hasTimeGroup tells whether a pattern has the group time", () => {
  expect(hasTimeGroup(/(?<time>\d+) (?<deployment>x)/)).toBe(true);
  expect(hasTimeGroup(/(?<timer>\d+) (?<deployment>x)/)).toBe(false);
});
