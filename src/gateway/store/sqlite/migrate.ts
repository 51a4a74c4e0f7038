import type { Connection } from "./connection.ts";
import { applicationId, refuseNewer, refuseOthers } from "./inspectFile.ts";
import type { Migration } from "./migrations/migration.ts";

/** Brings the file to the schema of the last step, all steps in one transaction. */
export function migrate(connection: Connection, steps: readonly Migration[]): void {
  const knownSchema = steps.at(-1)?.schema ?? 0;
  const schema = schemaOf(connection);
  refuseNewer(connection.path, schema, knownSchema);
  if (schema === knownSchema) {
    refuseOthers(connection.path, markOf(connection));
    return;
  }
  connection.begin("IMMEDIATE");
  try {
    takeSteps(connection, steps);
    connection.commit();
  } finally {
    connection.rollBack();
  }
  // Mark and schema must stand in the file itself, where inspectFile looks, and not only in a log beside it.
  connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

function takeSteps(connection: Connection, steps: readonly Migration[]): void {
  if (!isEmpty(connection)) refuseOthers(connection.path, markOf(connection));
  // Another process may have been faster while this one waited.
  const schema = schemaOf(connection);
  for (const step of steps) {
    if (step.schema <= schema) continue;
    connection.execute(step.statements);
    connection.execute(`PRAGMA user_version = ${step.schema}`);
  }
  connection.execute(`PRAGMA application_id = ${applicationId}`);
}

function isEmpty(connection: Connection): boolean {
  return connection.value("SELECT count(*) FROM sqlite_schema") === 0;
}

function schemaOf(connection: Connection): number {
  return Number(connection.value("PRAGMA user_version"));
}

function markOf(connection: Connection): number {
  return Number(connection.value("PRAGMA application_id"));
}
