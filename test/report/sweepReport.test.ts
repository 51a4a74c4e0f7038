import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { summariseMeasure } from "../../src/experiment/sweep/summariseSweep.ts";
import type { CellResult, SweepResult } from "../../src/experiment/sweep/sweepResult.ts";
import { displayWidth } from "../../src/report/displayWidth.ts";
import { sweepJsonReport } from "../../src/report/sweepJsonReport.ts";
import { sweepReport } from "../../src/report/sweepReport.ts";
import { sweepSchema } from "../../src/report/sweepSchema.ts";

const keeping = { store: "s.results.jsonl", fromStore: 0 };
const escapeCode = "\u001b";

/** Two measures of every value of `load` under every strategy with every seed. */
function resultOf(
  loads: readonly (number | string)[],
  strategies: readonly string[],
  seeds: readonly string[],
  measured: (load: number, strategy: number, seed: number) => number | null,
  texts: { readonly name?: string; readonly description?: string; readonly parameter?: string } = {},
): SweepResult {
  const results = loads.flatMap((load, l) =>
    strategies.flatMap((strategy, s) =>
      seeds.map((seed, n): CellResult => {
        const value = measured(l, s, n);
        return { cell: "c", parameters: [load], strategy, seed, requests: 10, values: [value, 0] };
      }),
    ),
  );
  const { name = "study", description = "", parameter = "load" } = texts;
  const axes = { parameters: [parameter], strategies };
  return {
    ...{ format: "shuntyard-sweep", version: 1, study: { name, description }, seed: "7f3a", replications: 1 },
    ...{
      cells: { planned: results.length, finished: results.length },
      partial: false,
      replay: "shuntyard sweep s.json",
    },
    ...{
      parameters: [{ name: parameter, paths: ["traffic.arrivals.rate"], numeric: false }],
      strategies,
      seeds,
      results,
    },
    measures: [
      { measure: "response:avg", phase: "total", unit: "ms" },
      { measure: "errors:rate", phase: "start", unit: "share" },
    ],
    summaries: [0, 1].map((which) => summariseMeasure(results, which, axes)),
  };
}

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom("\u001b[31mred", "a\nb", "很長的名字".repeat(9)),
);
const anyResult = fc
  .record({
    loads: fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 1_000_000 }), text), { minLength: 1, maxLength: 12 }),
    strategies: fc.uniqueArray(text, { minLength: 1, maxLength: 8 }),
    seeds: fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{1,4}$/), { minLength: 1, maxLength: 3 }),
    values: fc.array(fc.option(fc.double({ min: 0, max: 1e7, noNaN: true })), { minLength: 1, maxLength: 20 }),
    texts: fc.record({ name: text, description: text, parameter: text }),
  })
  .map(({ loads, strategies, seeds, values, texts }) =>
    resultOf(loads, strategies, seeds, (l, s, n) => values[(7 * l + 3 * s + n) % values.length] ?? null, texts),
  );

test("no line is wider than the terminal, nothing in it steers it, and colour comes only when asked for", () => {
  fc.assert(
    fc.property(anyResult, fc.integer({ min: 40, max: 120 }), (result, width) => {
      const report = sweepReport(result, keeping, { color: false, width });
      for (const line of report.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(report).not.toMatch(/(?!\n)\p{Cc}/u);
      expect(sweepReport(result, keeping, { color: true, width })).toContain(escapeCode);
    }),
  );
});

test("a report in full", () => {
  const value = (l: number, s: number, n: number): number => 10 + l ** 2 * (3 - s) + n;
  const result = resultOf(["10/s", "20/s", "30/s", "40/s"], ["weighted-random", "even-load"], ["1", "2"], value);
  expect(sweepReport(result, { ...keeping, fromStore: 6 }, { color: false, width: 80 })).toBe(`study
16 cells · 10 played, 6 from the store · 2 strategies · 2 seeds

response:avg    weighted-random          even-load
load=10/s     10.5 ms ± 0.71 ms  10.5 ms ± 0.71 ms
load=20/s     13.5 ms ± 0.71 ms  12.5 ms ± 0.71 ms
load=30/s     22.5 ms ± 0.71 ms  18.5 ms ± 0.71 ms
load=40/s     37.5 ms ± 0.71 ms  28.5 ms ± 0.71 ms

response:avg against load
37.5 ms ┤                                                                    ╭──
        ┤                                                              ╭─────╯
        ┤                                                        ╭─────╯       ┏
        ┤                                                  ╭─────╯    ┏━━━━━━━━┛
        ┤                                          ╭───────╯ ┏━━━━━━━━┛
18.8 ms ┤                                 ╭────────╯━━━━━━━━━┛
        ┤                     ╭───────────╯━━━━━━━┛
        ┤─────────────────────╯━━━━┛
        ┤
        ┤
   0 ms ┤
        └───────────────────────────────────────────────────────────────────────
         10/s                   20/s                    30/s                40/s
         ── weighted-random   ━━ even-load

errors:rate, start  weighted-random  even-load
load=10/s                 0 % ± 0 %  0 % ± 0 %
load=20/s                 0 % ± 0 %  0 % ± 0 %
load=30/s                 0 % ± 0 %  0 % ± 0 %
load=40/s                 0 % ± 0 %  0 % ± 0 %

Means over 2 seeds, ± the standard deviation between them; the same seed brings
the same arrivals, sizes and service needs to every strategy.
Results are kept in s.results.jsonl. Seed 7f3a. The same sweep again:
shuntyard sweep s.json
`);
});

test("what is cut short says so, and more strategies than lines are named", () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  const result = resultOf([1, 2], names, ["1"], (l, s) => l + s);
  const report = sweepReport({ ...result, partial: true, cells: { planned: 99, finished: 14 } }, keeping, {
    color: false,
    width: 80,
  });
  expect(report).toContain("CUT SHORT: only 14 of 99 cells.");
  expect(report).toContain("and 2 more, not drawn");
  expect(report).toContain("One seed: nothing here says how far another would be off.");
});

test("every result fits the schema, its keys in the order of it", () => {
  const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(sweepSchema)));
  fc.assert(
    fc.property(anyResult, (result) => {
      const read: object = JSON.parse(sweepJsonReport(result));
      expect(schema.safeParse(read).error).toBeUndefined();
      expect(read).toEqual(JSON.parse(JSON.stringify(result)));
      expect(Object.keys(read)).toEqual(Object.keys(sweepSchema.properties ?? {}));
      expect(schema.safeParse({ ...read, version: 2 }).success).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test("the published schema is the one in the code (npm run generate writes it)", () => {
  const published = readFileSync(new URL("../../reports/sweep-schema.json", import.meta.url), "utf8");
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(sweepSchema)));
});
