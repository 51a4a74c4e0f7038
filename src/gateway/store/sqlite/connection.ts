import type Database from "libsql";
import { loadLibsql } from "./loadLibsql.ts";
import { sqliteFault } from "./sqliteFault.ts";

type Value = string | number;
/** A row as the values of its columns. */
export type Row = readonly unknown[];

/**
 * One connection to a database file. All that goes wrong comes out as a StoreFault; inside a transaction it also keeps
 * `commit` from going through, so that nobody who catches it can keep half an edit.
 */
export class Connection {
  readonly path: string;
  private readonly database: Database.Database;
  private readonly busyTimeoutMs: number;
  private fault: Error | undefined;

  /** `path` is absolute: the engine takes some others for addresses on the network. */
  constructor(path: string, busyTimeoutMs: number) {
    this.path = path;
    this.busyTimeoutMs = busyTimeoutMs;
    const Libsql = loadLibsql();
    this.database = this.told(() => new Libsql(path));
    this.execute(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  }

  /** Runs statements that give nothing back. */
  execute(statements: string): void {
    this.told(() => this.database.exec(statements));
  }

  /**
   * A statement that reads, ready to be run with the values of its parameters. Texts of the file are asked for as `text`
   * says.
   */
  reader(statement: string): (...values: readonly Value[]) => readonly Row[] {
    const prepared = this.told(() => this.database.prepare(statement).raw());
    return (...values) =>
      this.told(() => prepared.all(...values))
        .filter(isRow)
        .map(readable);
  }

  /** A statement that writes; gives how many rows it changed by itself. */
  writer(statement: string): (...values: readonly Value[]) => number {
    const prepared = this.told(() => this.database.prepare(statement));
    return (...values) => this.told(() => prepared.run(...values)).changes;
  }

  /** The first value of the first row. */
  value(statement: string): unknown {
    return this.reader(statement)()[0]?.[0];
  }

  begin(mode: "DEFERRED" | "IMMEDIATE"): void {
    this.fault = undefined;
    this.execute(`BEGIN ${mode}`);
  }

  /** Throws the first fault of the transaction, if it had one. */
  commit(): void {
    if (this.fault !== undefined) throw this.fault;
    this.execute("COMMIT");
  }

  /** Ends the transaction, unless the engine has done so already. */
  rollBack(): void {
    if (this.database.inTransaction) this.execute("ROLLBACK");
  }

  close(): void {
    this.told(() => this.database.close());
  }

  private told<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const fault = sqliteFault(this.path, this.busyTimeoutMs, error);
      this.fault ??= fault;
      throw fault;
    }
  }
}

/**
 * How a statement asks for a text of the file: as bytes, which come out of a reader as the text they are. For a text that
 * is asked for as such and is damaged, so that it is no UTF-8, the engine ends the process.
 */
export function text(column: string): string {
  return `CAST(${column} AS BLOB)`;
}

function readable(row: Row): Row {
  return row.map((value) => (Buffer.isBuffer(value) ? value.toString() : value));
}

function isRow(row: unknown): row is Row {
  return Array.isArray(row);
}
