import Database from "libsql";

/** Does something to a database file behind the back of the store, with a connection that is closed afterwards. */
export function rawDatabase<T>(path: string, work: (database: Database.Database) => T): T {
  const database = new Database(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}
