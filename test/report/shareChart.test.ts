import fc from "fast-check";
import { expect, test } from "vitest";
import { changeMarks } from "../../src/report/changeMarks.ts";
import { lineCells } from "../../src/report/lineCells.ts";
import { resample } from "../../src/report/resample.ts";
import { columnAt, markerLine, timeLine } from "../../src/report/timeAxis.ts";

const bins = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }), { maxLength: 150 });
const columns = fc.integer({ min: 1, max: 120 });

test("resampling keeps every value between the smallest and the largest bin", () => {
  fc.assert(
    fc.property(bins, columns, (values, width) => {
      const numbers = values.filter((value) => value !== null);
      const cells = resample(values, width);
      expect(cells).toHaveLength(width);
      for (const cell of cells.filter((value) => value !== null)) {
        expect(cell).toBeGreaterThanOrEqual(Math.min(...numbers) - 1e-12);
        expect(cell).toBeLessThanOrEqual(Math.max(...numbers) + 1e-12);
      }
    }),
  );
});

test("as many cells as bins changes nothing", () => {
  expect(resample([0.1, null, 0.3], 3)).toEqual([0.1, null, 0.3]);
  expect(resample([0.5, 1, 0, null], 2)).toEqual([0.75, 0]);
});

test("a line touches each column that has a value, ends at its value, and leaves the gaps blank", () => {
  fc.assert(
    fc.property(bins, (values) => {
      const cells = lineCells(values, 10, 0);
      expect(cells.map((row) => row.length)).toEqual(cells.map(() => values.length));
      for (const [x, value] of values.entries()) {
        const column = cells.map((row) => row[x]);
        expect(column.every((cell) => cell === " ")).toBe(value === null);
        if (value !== null) expect(column[10 - Math.round(value * 10)]).not.toBe(" ");
      }
    }),
  );
});

test("a line that jumps", () => {
  expect(lineCells([1, 1, 0, null, 0.5], 2, 1).map((row) => row.join(""))).toEqual(["━━┓  ", "  ┃ ━", "  ┗  "]);
});

test("changes at one instant share a letter, and letters follow time", () => {
  const change = { id: "", label: "" };
  const marks = changeMarks([5, 1, 5, 9].map((atMs) => ({ ...change, atMs })));
  expect([...marks]).toEqual([
    [1, "A"],
    [5, "B"],
    [9, "C"],
  ]);
});

test("a letter stands in the column of its instant, or beside it when that is taken", () => {
  const marks = new Map([
    [50, "A"],
    [51, "B"],
    [99, "C"],
  ]);
  expect(markerLine(marks, 100, 10)).toBe("─────AB──C");
  expect(columnAt(100, 100, 10)).toBe(9);
});

test("times begin at their own column and stay inside", () => {
  expect(timeLine(1_800_000, 60)).toBe("0s        5m        10m       15m       20m       25m");
  fc.assert(
    fc.property(fc.nat(100_000_000), columns, (durationMs, width) => {
      expect(timeLine(durationMs, width).length).toBeLessThanOrEqual(width);
    }),
  );
});
