import type { z } from "zod";
import { StoreFault } from "../storeFault.ts";
import { faultsOf } from "../wholeRecord.ts";
import { type Connection, type Row, text } from "./connection.ts";

export type RecordTableName = "routers" | "deployments";

/** Where records are kept and what they must be. */
export interface RecordTable<Item> {
  readonly connection: Connection;
  readonly table: RecordTableName;
  readonly schema: z.ZodType<Item>;
}

/** What a statement asks of a table for `readRecord`; more columns would double the cost of a page. */
export function recordColumns(table: RecordTableName): string {
  return `${text(`${table}.item`)}, ${table}.rowid`;
}

/** The record in a row of `recordColumns`. What is no such record was not written by this program: a StoreFault. */
export function readRecord<Item>({ connection, table, schema }: RecordTable<Item>, [item, row]: Row): Item {
  const { success, data, error } = schema.safeParse(parsed(item));
  if (success) return data;
  const place = `SELECT ${text("account")}, ${text("id")} FROM ${table} WHERE rowid = ?`;
  const [account, id] = connection.reader(place)(Number(row))[0] ?? [];
  throw new StoreFault(
    "unusable",
    `The store ${connection.path} has among the ${table} of account "${account}" one with the id "${id}" that cannot be ` +
      `read (${faultsOf(error)}). Restore a copy of the file, or mend the record.`,
  );
}

function parsed(item: unknown): unknown {
  try {
    return JSON.parse(String(item));
  } catch {
    return undefined;
  }
}
