import type { PageQuery, Table } from "../../resourceStore.ts";
import { checkPageQuery } from "../checkPageQuery.ts";
import type { KeptItem } from "../keptItem.ts";
import type { TransactionGate } from "../transactionGate.ts";
import { wholeRecord } from "../wholeRecord.ts";
import type { Connection, Row } from "./connection.ts";
import { pageStatement } from "./pageStatement.ts";
import { type RecordTable, type RecordTableName, readRecord, recordColumns } from "./readRecord.ts";

export interface SqliteTableParts<Item> extends RecordTable<Item> {
  readonly gate: TransactionGate;
  /** Called with every edit. */
  readonly edited: () => void;
}

export function sqliteTable<Item extends KeptItem>(parts: SqliteTableParts<Item>): Table<Item> {
  const { table, schema, connection, gate, edited } = parts;
  const record = (row: Row): Item => readRecord(parts, row);
  const getRow = connection.reader(`SELECT ${recordColumns(table)} FROM ${table} WHERE account = ? AND id = ?`);
  const countRow = connection.reader(`SELECT items FROM counts WHERE kind = '${table}' AND account = ?`);
  const allRows = connection.reader(`SELECT ${recordColumns(table)} FROM ${table} ORDER BY account, id`);
  const putRow = connection.writer(
    `INSERT INTO ${table} (account, id, displayName, createTimeMs, updateTimeMs, item) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (account, id) DO UPDATE SET displayName = excluded.displayName,
      createTimeMs = excluded.createTimeMs, updateTimeMs = excluded.updateTimeMs, item = excluded.item`,
  );
  const deleteRow = connection.writer(`DELETE FROM ${table} WHERE account = ? AND id = ?`);
  const pageRows = pageReader(connection, table);

  return {
    get: (account, id) => {
      gate.mustRead();
      return getRow(account, id).map(record)[0];
    },
    page: (account, query) => {
      gate.mustRead();
      checkPageQuery(query);
      return pageRows(account, query).map(record);
    },
    count: (account) => {
      gate.mustRead();
      return Number(countRow(account)[0]?.[0] ?? 0);
    },
    all: () => {
      gate.mustRead();
      return allRows().map(record);
    },
    put: (item) => {
      gate.mustChange();
      const kept = wholeRecord(schema, item);
      const { account, id, displayName, createTimeMs, updateTimeMs } = kept;
      putRow(account, id, displayName, createTimeMs, updateTimeMs, JSON.stringify(kept));
      edited();
    },
    delete: (account, id) => {
      gate.mustChange();
      const found = deleteRow(account, id) > 0;
      if (found) edited();
      return found;
    },
  };
}

/** Prepares a statement of each shape when it is first asked for. */
function pageReader(connection: Connection, table: RecordTableName) {
  const readers = new Map<string, ReturnType<Connection["reader"]>>();
  return (account: string, { order: { field, descending }, after, limit }: PageQuery): readonly Row[] => {
    const statement = pageStatement({ table, field, descending, after: after !== undefined });
    const reader = readers.get(statement) ?? connection.reader(statement);
    readers.set(statement, reader);
    return after === undefined ? reader(account, limit) : reader(account, after.value, after.id, limit);
  };
}
