import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shellWord } from "../../src/cli/shellWord.ts";
import { commandLines } from "../../src/report/commandLines.ts";

/** What a shell makes of the lines: a backslash at the end of one joins it to the next. */
function asTyped(lines: readonly string[]): readonly string[] {
  return lines.join("\n").replaceAll("\\\n", "").split(" ").filter(Boolean);
}

test("copied back, the lines are the command", () => {
  const word = fc.stringMatching(/^[a-z0-9./-]{1,60}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.integer({ min: 30, max: 100 }), (words, width) => {
      const lines = commandLines(words.join(" "), width);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      expect(asTyped(lines)).toEqual(words);
    }),
  );
});

test("a shell reads the lines as it reads the command, whatever is quoted in it", () => {
  const words = [
    "--pattern",
    "a  b 'c' \\d+ (?<deployment>\\S+) x",
    "--field",
    "it's",
    "-n",
    "1",
    '$HOME `x` "y"',
    "ü ö",
  ];
  const command = `printf '%s\\n' ${words.map(shellWord).join(" ")}`;
  for (const width of [40, 41, 47, 60, 80, 200]) {
    const typed = commandLines(command, width).join("\n");
    expect(execFileSync("sh", ["-c", typed], { encoding: "utf8" })).toBe(`${words.join("\n")}\n`);
  }
});

test("a short command is one line, a long one goes on after a backslash", () => {
  expect(commandLines("shuntyard run a.json", 40)).toEqual(["shuntyard run a.json"]);
  expect(commandLines("shuntyard run a.json --seed 1", 24)).toEqual(["shuntyard run a.json \\", "  --seed 1"]);
});

test("a command that nobody would copy is not printed", () => {
  const command = `shuntyard check --replicas ${Array.from({ length: 2000 }, (_, i) => i).join(",")}`;
  expect(commandLines(command, 80).join(" ")).toMatch(/^\(a command of \d+ characters: the JSON report has it/);
});
