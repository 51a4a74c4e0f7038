import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSchedule, parseSchedule } from "../../../src/scenario/schedule/parseSchedule.ts";
import type { SplitSchedule } from "../../../src/scenario/schedule/splitSchedule.ts";
import { mutatedJson } from "../mutatedJson.ts";

function parsed(value: unknown): SplitSchedule {
  const reading = parseSchedule(JSON.stringify(value));
  if (reading.kind === "mistakes") throw new Error(reading.mistakes.map(({ message }) => message).join("\n"));
  return reading.schedule;
}

function mistakesIn(value: unknown): readonly string[] {
  const reading = parseSchedule(JSON.stringify(value));
  return reading.kind === "mistakes" ? reading.mistakes.map(({ path, message }) => `${path}: ${message}`) : [];
}

const migration = {
  version: 1,
  start: "2026-11-22T19:00:00Z",
  duration: "30m",
  phases: [
    { at: "0s", name: "old", expect: { old: 1 } },
    { at: "5m", expect: { old: 4, new: 1 } },
    { at: "20m", expect: { old: "0%", new: "100%" } },
  ],
};

describe("a schedule of splits", () => {
  test("has phases that follow one another, in units that are exact", () => {
    expect(parsed(migration)).toEqual({
      startMs: Date.UTC(2026, 10, 22, 19),
      deployments: ["old", "new"],
      phases: [
        { name: "old", fromMs: 0, toMs: 300_000, units: [1, 0] },
        { name: "phase 2", fromMs: 300_000, toMs: 1_200_000, units: [4, 1] },
        { name: "phase 3", fromMs: 1_200_000, toMs: 1_800_000, units: [0, 1] },
      ],
    });
  });

  test("keeps the ratio that is written, whatever the ratio", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 5 }), (counts) => {
        fc.pre(counts.some((count) => count > 0));
        const expectations = Object.fromEntries(counts.map((count, j) => [`d${j}`, count]));
        const [phase] = parsed({ version: 1, phases: [{ at: "0s", expect: expectations }] }).phases;
        const total = counts.reduce((sum, count) => sum + count, 0);
        const unitTotal = phase?.units.reduce((sum, unit) => sum + unit, 0) ?? 0;
        for (const [j, count] of counts.entries()) expect((phase?.units[j] ?? 0) * total).toBe(count * unitTotal);
        expect(phase?.toMs).toBe(Number.POSITIVE_INFINITY);
      }),
    );
  });

  test("tells every mistake with its place", () => {
    const told = mistakesIn({
      version: 1,
      start: "now",
      phase: 3,
      phases: [
        { at: "9s", expect: { a: 0 } },
        { at: "5s", expect: { a: "80%", b: "30%" } },
        { at: 5, expect: { a: 1, b: "20%" } },
      ],
    });
    expect(told).toEqual([
      expect.stringMatching(/^start: expected a time such as "2026/),
      expect.stringMatching(/^phase: unknown field \(did you mean "phases"\?\)/),
      expect.stringMatching(/^phases\[0\]\.expect: .*all of them are 0/),
      expect.stringMatching(/^phases\[1\]\.at: expected a time after 9s/),
      expect.stringMatching(/^phases\[1\]\.expect: .*got 110%/),
      expect.stringMatching(/^phases\[2\]\.at: .*5 could mean 5s or 5ms/),
    ]);
    expect(mistakesIn({ ...migration, duration: "10m" })).toEqual([
      "phases[2].at: expected a time before the end at 10m, got 20m",
    ]);
    expect(mistakesIn({ version: 1, phases: [] })).toEqual(["phases: expected at least one phase, got none"]);
  });

  test("never throws, whatever the text", () => {
    fc.assert(
      fc.property(mutatedJson(fc.constant(JSON.stringify(migration))), (text) => {
        expect(["schedule", "mistakes"]).toContain(parseSchedule(text).kind);
      }),
    );
  });

  test("is told from a scenario by its phases", () => {
    expect(isSchedule(JSON.stringify(migration))).toBe(true);
    expect(isSchedule('{"timeline": []}')).toBe(false);
    expect(isSchedule("not JSON")).toBe(false);
  });
});
