import fc from "fast-check";
import { expect, test } from "vitest";
import type { CellValues } from "../../../src/experiment/sweep/cellValues.ts";
import { readStore, type StoreHead, writeCell, writeHead } from "../../../src/experiment/sweep/storedCells.ts";

const head: StoreHead = {
  build: "shuntyard 0 on Node 20",
  scenario: "5ce",
  replications: 2,
  measured: ["response:avg in total", 'errors:rate in a "b"\n'],
};
const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0));
const cell: fc.Arbitrary<CellValues> = fc.record({
  key: fc.stringMatching(/^[0-9a-f]{32}$/),
  requests: fc.nat(),
  values: fc.array(value, { minLength: 2, maxLength: 2 }),
});
const cells = fc.array(cell, { maxLength: 8 });

function textOf(list: readonly CellValues[]): string {
  return writeHead(head) + list.map(writeCell).join("");
}

test("what is written is read back", () => {
  fc.assert(
    fc.property(cells, (list) => {
      const text = textOf(list);
      expect(readStore(text, head)).toEqual({ kind: "cells", cells: list, wholeBytes: Buffer.byteLength(text) });
    }),
  );
});

test("cut anywhere, the whole lines before the cut are left, and nothing else", () => {
  fc.assert(
    fc.property(cells, fc.nat(), (list, at) => {
      const text = textOf(list);
      const cut = text.slice(0, at % (text.length + 1));
      const whole = cut.slice(0, cut.lastIndexOf("\n") + 1);
      const left = Math.max(0, whole.split("\n").length - 2);
      expect(readStore(cut, head)).toEqual({ kind: "cells", cells: list.slice(0, left), wholeBytes: whole.length });
    }),
  );
});

test("a letter that is another makes a mistake that names the line, or drops the last", () => {
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 1, maxLength: 8 }),
      fc.nat(),
      fc.stringMatching(/^[ -~]$/),
      (list, at, letter) => {
        const text = textOf(list);
        const place = at % text.length;
        fc.pre(text[place] !== letter && text[place] !== "\n");
        const reading = readStore(text.slice(0, place) + letter + text.slice(place + 1), head);
        const line = text.slice(0, place).split("\n").length;
        if (line === list.length + 1) expect(reading).toMatchObject({ kind: "cells", cells: list.slice(0, -1) });
        else
          expect(reading).toMatchObject({
            kind: "mistake",
            message: line === 1 ? expect.any(String) : expect.stringMatching(`^line ${line} is damaged`),
          });
      },
    ),
  );
});

test("a store of another study says what is different", () => {
  const messageOf = (other: Partial<StoreHead>): string => {
    const reading = readStore(writeHead({ ...head, ...other }), head);
    return reading.kind === "mistake" ? reading.message : "";
  };
  expect(messageOf({ build: "b" })).toMatch(/it was played by b, and this is shuntyard 0 on Node 20/);
  expect(messageOf({ scenario: "other" })).toMatch(/its scenario is another one, or was changed/);
  expect(messageOf({ replications: 1 })).toMatch(/its cells have 1 replications, not 2/);
  expect(messageOf({ measured: ["a", "b"] })).toMatch(/it holds a, b, not/);
});

test.each(["{}\n", "\n", "not a store\n", "[1]\n{}\n", "x"])("%j is no store", (text) => {
  expect(readStore(text, head)).toMatchObject({ kind: "mistake", message: expect.stringMatching(/^this is no store/) });
});

test("numbers that JSON has no word for are missing values", () => {
  const text = writeHead(head) + writeCell({ key: "a", requests: 1, values: [Number.NaN, Number.POSITIVE_INFINITY] });
  expect(readStore(text, head)).toMatchObject({ cells: [{ values: [null, null] }] });
});
