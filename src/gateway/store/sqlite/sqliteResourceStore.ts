import type { ResourceStore, ResourceTables } from "../../resourceStore.ts";
import { finishedWork } from "../finishedWork.ts";
import { deploymentRecordSchema, keyRecordSchema, routerRecordSchema } from "../recordSchemas.ts";
import { TransactionGate } from "../transactionGate.ts";
import { wholeRecord } from "../wholeRecord.ts";
import { type Connection, type Row, text } from "./connection.ts";
import { migrations } from "./migrations/migrations.ts";
import { openStoreFile } from "./openStoreFile.ts";
import { readRecord, recordColumns } from "./readRecord.ts";
import { sqliteTable } from "./sqliteTable.ts";

export interface SqliteResourceStoreOptions {
  /** Of the database file; made when it is not there, in a folder that is. */
  readonly path: string;
  /** How long a change waits for those of other processes, in milliseconds, before it is given up; 5000 unless told. */
  readonly busyTimeoutMs?: number;
}

/**
 * A store in a database file that several processes may share, each with one of these in one thread. A change that has
 * returned is on the disk. Throws a StoreFault when the file cannot be used, which is then left as it was, and when a
 * change does not get through.
 */
export function sqliteResourceStore({ path, busyTimeoutMs = 5000 }: SqliteResourceStoreOptions): ResourceStore {
  return openStoreFile(path, busyTimeoutMs, migrations, storeOn);
}

function storeOn(connection: Connection): ResourceStore {
  const gate = new TransactionGate();
  const readVersion = connection.reader("SELECT version FROM store");
  const raiseVersion = connection.writer("UPDATE store SET version = version + 1");
  let edits = 0;
  const tables = sqliteTables(
    connection,
    gate,
    () => Number(readVersion()[0]?.[0]),
    () => edits++,
  );

  function transaction<T>(mode: "DEFERRED" | "IMMEDIATE", work: (tables: ResourceTables) => T): T {
    connection.begin(mode);
    try {
      edits = 0;
      const result = finishedWork(work, tables);
      if (edits > 0) raiseVersion();
      connection.commit();
      return result;
    } finally {
      connection.rollBack();
    }
  }

  return {
    change: (work) => gate.pass("changing", () => transaction("IMMEDIATE", work)),
    read: (work) => gate.pass("reading", () => transaction("DEFERRED", work)),
    get version() {
      gate.mustBeOpen();
      return Number(readVersion()[0]?.[0]);
    },
    close: () => {
      if (gate.close()) tidyUp(connection);
    },
  };
}

function sqliteTables(
  connection: Connection,
  gate: TransactionGate,
  version: () => number,
  edited: () => void,
): ResourceTables {
  const routers = { connection, table: "routers", schema: routerRecordSchema } as const;
  const record = (row: Row) => readRecord(routers, row);
  const naming = (names: string) =>
    connection.reader(
      `SELECT ${recordColumns("routers")} FROM (SELECT account AS owner, name, router FROM ${names})
        JOIN routers ON account = owner AND id = router WHERE owner = ? AND name = ? ORDER BY router`,
    );
  const byDeployment = naming("router_deployments");
  const byAlias = naming("router_aliases");
  const keyRow = connection.reader(`SELECT ${text("account")}, ${text("name")} FROM keys WHERE hash = ?`);
  const keyRows = connection.reader(
    `SELECT ${text("hash")}, ${text("account")}, ${text("name")} FROM keys ORDER BY account, name, hash`,
  );
  const putKeyRow = connection.writer("INSERT OR REPLACE INTO keys (hash, account, name) VALUES (?, ?, ?)");
  const deleteKeyRow = connection.writer("DELETE FROM keys WHERE hash = ?");

  return {
    routers: sqliteTable({ ...routers, gate, edited }),
    deployments: sqliteTable({ table: "deployments", schema: deploymentRecordSchema, connection, gate, edited }),
    routersOf: (account, deployment) => {
      gate.mustRead();
      return byDeployment(account, deployment).map(record);
    },
    routerByAlias: (account, alias) => {
      gate.mustRead();
      return byAlias(account, alias).map(record)[0];
    },
    keyByHash: (hash) => {
      gate.mustRead();
      return keyRow(hash).map(([account, name]) => ({ hash, account: String(account), name: String(name) }))[0];
    },
    allKeys: () => {
      gate.mustRead();
      return keyRows().map(([hash, account, name]) => ({
        hash: String(hash),
        account: String(account),
        name: String(name),
      }));
    },
    get version() {
      gate.mustRead();
      return version() + (gate.changing ? 1 : 0);
    },
    putKey: (key) => {
      gate.mustChange();
      const { hash, account, name } = wholeRecord(keyRecordSchema, key);
      putKeyRow(hash, account, name);
      edited();
    },
    deleteKey: (hash) => {
      gate.mustChange();
      const deleted = deleteKeyRow(hash) > 0;
      if (deleted) edited();
      return deleted;
    },
  };
}

/**
 * Leaves one plain file behind, as far as no other process has it open. The engine would do so by itself when the last
 * connection ends, but prepared statements keep a connection alive until they are collected.
 */
function tidyUp(connection: Connection): void {
  try {
    connection.execute("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE");
  } catch {
    // The log stays beside the file; whoever opens it next reads it.
  }
  connection.close();
}
