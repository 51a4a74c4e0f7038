import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { replayCommand } from "../../src/cli/replayCommand.ts";

test("a shell reads the path back as it was", () => {
  const path = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }).filter((text) => !text.includes("\0"));
  fc.assert(
    fc.property(fc.array(path, { minLength: 30, maxLength: 30 }), (paths) => {
      const commands = paths.map((each) => replayCommand({ path: each, seed: "1", replications: 2 }));
      const script = `shuntyard() { printf '%s\\0' "$2"; }\n${commands.join("\n")}\n`;
      expect(spawnSync("sh", ["-s"], { input: script }).stdout.toString()).toBe(
        paths.map((each) => `${each}\0`).join(""),
      );
    }),
    { numRuns: 10 },
  );
});

test("a plain path needs no quotes", () => {
  const command = replayCommand({ path: "scenarios/steady-60-40.json", seed: "7f3a", replications: 20 });
  expect(command).toBe("shuntyard run scenarios/steady-60-40.json --seed 7f3a --replications 20");
});
