import { readFileSync } from "node:fs";
import { DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeWhole } from "../../../src/cli/writeWhole.ts";
import type { TidyTable } from "../../../src/experiment/sweep/tidyTable.ts";
import { tableCsv } from "../../../src/report/tableCsv.ts";
import { tableJsonl } from "../../../src/report/tableJsonl.ts";
import { tableParquet } from "../../../src/report/tableParquet.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { studyFolder } from "./studyFile.ts";

type Rows = readonly Readonly<Record<string, DuckDBValue>>[];

async function query(sql: string): Promise<Rows> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjects();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Types are given, not guessed: a column of seeds such as "1e5" would be taken for numbers. */
function csvQuery(path: string, { columns }: Pick<TidyTable, "columns">): string {
  const types = columns.map(({ name, kind }) => `${literal(name)}: ${kind === "number" ? "'DOUBLE'" : "'VARCHAR'"}`);
  return `FROM read_csv(${literal(path)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', allow_quoted_nulls = false, columns = {${types.join(", ")}})`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function linesOf(text: string): Rows {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

async function written(
  folder: { readonly path: string },
  table: TidyTable,
): Promise<Readonly<Record<"jsonl" | "csv" | "parquet", string>>> {
  const paths = { jsonl: `${folder.path}/t.jsonl`, csv: `${folder.path}/t.csv`, parquet: `${folder.path}/t.parquet` };
  await writeWhole(paths.jsonl, tableJsonl(table));
  await writeWhole(paths.csv, tableCsv(table));
  await writeWhole(paths.parquet, await tableParquet(table));
  return paths;
}

const difficult = fc.constantFrom(
  "",
  "=1+1",
  "a,b",
  'say "x"',
  "line\nline",
  "\ttab",
  " space ",
  "+1",
  "@x",
  "ü€😀",
  "null",
  "NaN",
  "'",
  "1e5",
  "007",
);
const text = fc.oneof(
  difficult,
  fc.string({ unit: "grapheme" }).filter((each) => !/[\0\r\p{Cs}]/u.test(each)),
);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0);

test("what is written as JSON Lines, CSV and Parquet is the same, row for row, text for text", async () => {
  const columns = [
    { name: "cell", kind: "text" },
    { name: "load.x-1", kind: "number" },
    { name: "sd", kind: "text" },
    { name: "value", kind: "number" },
  ] as const;
  const row = fc.tuple(text, fc.option(number), fc.option(text), fc.option(number));
  const folder = temporaryFolder();
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
      const table: TidyTable = { columns, rows };
      const paths = await written(folder, table);
      const expected = rows.map((each) => Object.fromEntries(columns.map(({ name }, i) => [name, each[i] ?? null])));
      expect(linesOf(readFileSync(paths.jsonl, "utf8"))).toEqual(expected);
      expect(await query(`FROM ${literal(paths.parquet)}`)).toEqual(expected);
      expect(await query(csvQuery(paths.csv, table))).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test("many rows are written in pieces, in their order", async () => {
  const rows = Array.from({ length: 2500 }, (_, i) => [`c${i}`, i]);
  const table: TidyTable = {
    columns: [
      { name: "cell", kind: "text" },
      { name: "value", kind: "number" },
    ],
    rows,
  };
  const paths = await written(temporaryFolder(), table);
  const expected = rows.map(([cell, value]) => ({ cell, value }));
  expect([...tableJsonl(table)]).toHaveLength(3);
  expect(linesOf(readFileSync(paths.jsonl, "utf8"))).toEqual(expected);
  expect(await query(`FROM ${literal(paths.parquet)}`)).toEqual(expected);
  expect(await query(csvQuery(paths.csv, table))).toEqual(expected);
});

test("the tables of a sweep have a row for each cell, measure and phase, with typed columns", async () => {
  const folder = studyFolder({
    parameters: [
      { name: "slots", path: "fleet.blue.replica.slots", values: [1, 32] },
      { name: "said", path: "description", values: ['=a, "b"\nc', ""] },
    ],
    measures: ["response:avg", "ttft:p95"],
    phases: ["total", "start"],
    replications: 2,
  });
  const kinds = ["jsonl", "csv", "parquet"];
  const { code, stderr } = await folder.sweep(
    ...kinds.flatMap((kind) => ["-o", `${kind}=${folder.inFolder(`{name}.${kind}`)}`]),
  );
  expect([code, stderr]).toEqual([0, ""]);
  const [jsonl = "", csv = "", parquet = ""] = kinds.map((kind) => folder.inFolder(`study.${kind}`));
  const rows = linesOf(readFileSync(jsonl, "utf8"));
  expect(rows).toHaveLength(2 * 2 * 2 * 2 * 4);
  expect(rows[0]).toMatchObject({
    ...{ study: "study", slots: 1, said: '=a, "b"\nc', strategy: "weighted-random", seed: "1", replications: 2 },
    ...{ phase: "total", measure: "response:avg", value: expect.any(Number), unit: "ms" },
  });
  expect(await query(`FROM ${literal(parquet)}`)).toEqual(rows);
  const described = await query(`DESCRIBE FROM ${literal(parquet)}`);
  const columns = described.map(({ column_name: name, column_type: type }) => {
    expect(["DOUBLE", "VARCHAR"]).toContain(type);
    return { name: String(name), kind: type === "DOUBLE" ? ("number" as const) : ("text" as const) };
  });
  expect(columns.filter(({ kind }) => kind === "number").map(({ name }) => name)).toEqual([
    "slots",
    "replications",
    "requests",
    "value",
  ]);
  expect(await query(csvQuery(csv, { columns }))).toEqual(rows);
});
