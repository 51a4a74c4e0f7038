import { ByteWriter, parquetWrite } from "hyparquet-writer";
import type { TidyColumn, TidyTable } from "../experiment/sweep/tidyTable.ts";

interface ParquetColumn {
  readonly name: string;
  readonly type: "DOUBLE" | "STRING";
  readonly nullable: true;
  readonly data: (number | string | null)[];
}

/** A table as a Parquet file: numbers as DOUBLE, texts as UTF-8 strings, what is missing as null. */
export async function tableParquet({ columns, rows }: TidyTable): Promise<Uint8Array> {
  const columnData = columns.map(emptyColumn);
  for (const row of rows) for (const [which, column] of columnData.entries()) column.data.push(row[which] ?? null);
  const writer = new ByteWriter();
  await parquetWrite({ writer, columnData, createdBy: "shuntyard" });
  return writer.getBytes();
}

function emptyColumn({ name, kind }: TidyColumn): ParquetColumn {
  return { name, type: kind === "number" ? "DOUBLE" : "STRING", nullable: true, data: [] };
}
