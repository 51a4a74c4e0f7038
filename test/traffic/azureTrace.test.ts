import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ParsedTrace, parseAzureTrace } from "../../src/traffic/azureTrace.ts";
import type { TraceMistake } from "../../src/traffic/traceMistakes.ts";
import type { TraceRows } from "../../src/traffic/trafficSpec.ts";

const header = "TIMESTAMP,ContextTokens,GeneratedTokens";

function rowsOf(parsed: ParsedTrace): TraceRows {
  if (parsed.kind === "mistakes") throw new Error(`expected rows, got ${JSON.stringify(parsed.mistakes)}`);
  return parsed.rows;
}

function mistakesOf(text: string): readonly TraceMistake[] {
  const parsed = parseAzureTrace(text);
  return parsed.kind === "mistakes" ? parsed.mistakes : [];
}

const row = fc.record({ gapTicks: fc.nat(1e9), prompt: fc.nat(1e6), output: fc.integer({ min: 1, max: 1e6 }) });

describe("parseAzureTrace", () => {
  test("reads back what was written, to 100 ns, in both styles of time and all styles of lines", () => {
    const styles = fc.record({
      end: fc.constantFrom("\n", "\r\n"),
      zone: fc.constantFrom("", "+00:00", "Z"),
      quote: fc.constantFrom("", '"'),
      mark: fc.constantFrom("", "\ufeff"),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), styles, (written, { end, zone, quote, mark }) => {
        let ticks = 0;
        const planned = written.map((item) => {
          ticks += item.gapTicks;
          return { ...item, ticks };
        });
        const lines = planned.map((item) =>
          [`${timestamp(item.ticks)}${zone}`, item.prompt, item.output]
            .map((field) => `${quote}${field}${quote}`)
            .join(","),
        );
        const rows = rowsOf(parseAzureTrace(mark + [header, ...lines, ""].join(end)));
        const firstTicks = planned[0]?.ticks ?? 0;
        expect(rows.atMs.length).toBe(planned.length);
        for (const [i, item] of planned.entries()) {
          expect(rows.atMs[i]).toBeCloseTo((item.ticks - firstTicks) / 1e4, 5);
          expect(rows.promptTokens[i]).toBe(item.prompt);
          expect(rows.outputTokens[i]).toBe(item.output);
        }
      }),
    );
  });

  test("does not throw, whatever the text", () => {
    const field = fc.constantFrom(
      "2023-11-16 18:15:46.68",
      "374",
      "44",
      '"',
      '""',
      '"a',
      "",
      " ",
      "TIMESTAMP",
      "\u0000",
      "é",
    );
    const tables = fc
      .array(fc.array(field, { maxLength: 5 }), { maxLength: 8 })
      .map((table) => table.map((fields) => fields.join(",")).join("\n"));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: "binary" }),
          tables,
          tables.map((t) => `${header}\n${t}`),
        ),
        (text) => {
          const parsed = parseAzureTrace(text);
          if (parsed.kind === "rows") expect(parsed.rows.atMs.length).toBeGreaterThan(0);
          else {
            for (const { line, column, message } of parsed.mistakes) {
              expect(line).toBeGreaterThanOrEqual(1);
              expect(column).toBeGreaterThanOrEqual(1);
              expect(message).not.toBe("");
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test("tells every broken row with its line and column", () => {
    const text = [
      header,
      "2023-11-16 18:15:46.6805900,374,44",
      "yesterday,374,44",
      "2023-11-16 18:15:48,-1,0",
      "2023-11-16 18:15:47.5,1.5,many",
      "",
      "2023-11-16 18:15:46,374,44",
      "2023-11-16 18:15:49,374",
      "2023-02-29 18:15:49,374,44",
      "2023-11-16 18:15:50,374,44,1",
      "2023-11-16 18:15:51,374,44",
    ].join("\n");
    expect(mistakesOf(text)).toEqual([
      at(3, 1, 'expected a time such as 2023-11-16 18:15:46.6805900, got "yesterday"'),
      at(4, 21, 'expected an integer from 0 to 2147483647, got "-1"'),
      at(4, 24, 'expected an integer from 1 to 2147483647, got "0"'),
      at(5, 23, 'expected an integer from 0 to 2147483647, got "1.5"'),
      at(5, 27, 'expected an integer from 1 to 2147483647, got "many"'),
      at(7, 1, 'expected rows in order of time, got "2023-11-16 18:15:46" after a later one'),
      at(8, 24, "expected 3 fields, got 2"),
      at(9, 1, 'expected a time such as 2023-11-16 18:15:46.6805900, got "2023-02-29 18:15:49"'),
      at(10, 29, "expected 3 fields, got 4"),
    ]);
  });

  test("tells the first hundred mistakes and counts the rest", () => {
    const mistakes = mistakesOf([header, ...Array.from({ length: 250 }, () => "x,1,1")].join("\n"));
    expect(mistakes.length).toBe(101);
    expect(mistakes.at(-2)?.line).toBe(101);
    expect(mistakes.at(-1)).toEqual(at(101, 1, "and 150 more"));
  });

  test("names the column that was probably meant", () => {
    expect(mistakesOf("Timestamp,context_tokens,GeneratdTokens\n1,2,3")).toEqual([
      at(1, 1, 'expected a column "TIMESTAMP": did you mean "Timestamp"?'),
      at(1, 11, 'expected a column "ContextTokens": did you mean "context_tokens"?'),
      at(1, 26, 'expected a column "GeneratedTokens": did you mean "GeneratdTokens"?'),
    ]);
    expect(mistakesOf("TIMESTAMP,a,GeneratedTokens\n1,2,3")).toEqual([
      at(1, 1, 'expected a column "ContextTokens": got TIMESTAMP, a, GeneratedTokens'),
    ]);
  });

  test("takes columns in any order, and leaves others aside", () => {
    const text = "Model,GeneratedTokens,TIMESTAMP,ContextTokens\nm,44,2024-05-10 00:00:00.009930+00:00,2162\n";
    expect(rowsOf(parseAzureTrace(text))).toEqual({
      atMs: Float64Array.of(0),
      promptTokens: Float64Array.of(2162),
      outputTokens: Float64Array.of(44),
    });
  });

  test("knows offsets from UTC", () => {
    const text = `${header}\n2024-03-01 01:00:00.25+02:00,1,1\n2024-02-29 23:00:01,1,1\n2024-02-29 18:00:01.5-05:00,1,1`;
    expect([...rowsOf(parseAzureTrace(text)).atMs]).toEqual([0, 750, 1250]);
  });

  test("says what is missing in a file without rows", () => {
    const expected = `expected a header with the columns TIMESTAMP, ContextTokens, GeneratedTokens and rows`;
    expect(mistakesOf("")).toEqual([at(1, 1, `${expected}, got an empty file`)]);
    expect(mistakesOf(`${header}\n\n`)).toEqual([at(1, 1, `${expected}, got no row`)]);
  });

  test("finds the quote that is never closed", () => {
    expect(
      mistakesOf(`${header}\n2023-11-16 18:15:45,1,1\n"2023-11-16 18:15:46,1,1\n2023-11-16 18:15:47,1,1\n`),
    ).toEqual([at(3, 1, "expected a row of CSV, got a quote that is never closed")]);
  });
});

const realTrace = fileURLToPath(new URL("../../../shared/data/azure-llm-2023-conv.csv", import.meta.url));

describe.skipIf(!existsSync(realTrace))("the conversation trace of 2023 (azure-llm-2023-conv.csv)", () => {
  test("has 19 366 requests in 58 min 22 s", () => {
    const { atMs, promptTokens, outputTokens } = rowsOf(parseAzureTrace(readFileSync(realTrace, "utf8")));
    expect(atMs.length).toBe(19_366);
    expect(atMs.at(-1)).toBeCloseTo(3_501_721.937, 3);
    expect([promptTokens[0], outputTokens[0], atMs[1]]).toEqual([374, 44, 4314.579]);
  });
});

function at(line: number, column: number, message: string): TraceMistake {
  return { line, column, message };
}

/** Ticks of 100 ns after midnight of a day in 2023, as the dataset writes them. */
function timestamp(ticks: number): string {
  const seconds = Math.floor(ticks / 1e7);
  const fraction = String(ticks % 1e7).padStart(7, "0");
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `2023-11-16 ${clock.map((part) => String(part).padStart(2, "0")).join(":")}.${fraction}`;
}
