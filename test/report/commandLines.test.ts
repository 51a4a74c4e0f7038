import fc from "fast-check";
import { expect, test } from "vitest";
import { commandLines } from "../../src/report/commandLines.ts";

/** What a shell makes of the lines: a backslash at the end of one joins it to the next. */
function asTyped(lines: readonly string[]): readonly string[] {
  return lines.join("\n").replaceAll("\\\n", "").split(" ").filter(Boolean);
}

test("copied back, the lines are the command", () => {
  const word = fc.stringMatching(/^[a-z0-9./-]{1,60}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 12, max: 100 }), (words, width) => {
      const lines = commandLines(words.join(" "), width);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      expect(asTyped(lines)).toEqual(words);
    }),
  );
});

test("a short command is one line, a long one goes on after a backslash", () => {
  expect(commandLines("shuntyard run a.json", 40)).toEqual(["shuntyard run a.json"]);
  expect(commandLines("shuntyard run a.json --seed 1", 24)).toEqual(["shuntyard run a.json \\", "  --seed 1"]);
});
