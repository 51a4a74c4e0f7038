import type { OrderField } from "../../resourceStore.ts";
import { type RecordTableName, recordColumns } from "./readRecord.ts";

/** What a page is asked for, without the values. */
export interface PageShape {
  readonly table: RecordTableName;
  readonly field: OrderField;
  readonly descending: boolean;
  /** False for the first page. */
  readonly after: boolean;
}

/**
 * Parameters: the account; the value and the id of the position, where there is one; the limit. An index has the items in
 * this very order, so a page is found and read without looking at others.
 */
export function pageStatement({ table, field, descending, after }: PageShape): string {
  const direction = descending ? "DESC" : "ASC";
  const beyond = after ? `AND (${field}, id) ${descending ? "<" : ">"} (?, ?)` : "";
  return `SELECT ${recordColumns(table)} FROM ${table} WHERE account = ? ${beyond}
    ORDER BY ${field} ${direction}, id ${direction} LIMIT ?`;
}
