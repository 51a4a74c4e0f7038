import type { Migration } from "./migration.ts";

/**
 * The first schema. A record is JSON in `item`; what lists are ordered by stands beside it in columns. What else is found
 * by an index follows the items by triggers, so that it cannot fall out of step: which routers name a deployment or an
 * alias, and how many items an account has, which would take a scan to count.
 */
export const createResources: Migration = {
  schema: 1,
  statements: `
    CREATE TABLE store (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT;
    INSERT INTO store VALUES (1, 0);

    CREATE TABLE keys (hash TEXT PRIMARY KEY, account TEXT NOT NULL, name TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE counts (kind TEXT, account TEXT, items INTEGER NOT NULL, PRIMARY KEY (kind, account))
      STRICT, WITHOUT ROWID;
    ${itemTable("routers")}
    ${itemTable("deployments")}
    ${nameTable("router_deployments", "deployments")}
    ${nameTable("router_aliases", "aliases")}
  `,
};

function itemTable(table: string): string {
  return `
    CREATE TABLE ${table} (
      account TEXT NOT NULL,
      id TEXT NOT NULL,
      displayName TEXT NOT NULL,
      createTimeMs REAL NOT NULL,
      updateTimeMs REAL NOT NULL,
      item TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX ${table}_by_id ON ${table} (account, id);
    CREATE INDEX ${table}_by_displayName ON ${table} (account, displayName, id);
    CREATE INDEX ${table}_by_createTimeMs ON ${table} (account, createTimeMs, id);
    CREATE INDEX ${table}_by_updateTimeMs ON ${table} (account, updateTimeMs, id);
    CREATE TRIGGER ${table}_count_up AFTER INSERT ON ${table} BEGIN
      INSERT INTO counts VALUES ('${table}', NEW.account, 1) ON CONFLICT DO UPDATE SET items = items + 1;
    END;
    CREATE TRIGGER ${table}_count_down AFTER DELETE ON ${table} BEGIN
      UPDATE counts SET items = items - 1 WHERE kind = '${table}' AND account = OLD.account;
    END;`;
}

/** Finds routers by the names in one of their lists. */
function nameTable(table: string, list: string): string {
  const forget = `DELETE FROM ${table} WHERE account = OLD.account AND router = OLD.id`;
  const learn = `INSERT OR IGNORE INTO ${table} SELECT NEW.account, value, NEW.id FROM json_each(NEW.item, '$.${list}')`;
  return `
    CREATE TABLE ${table} (account TEXT, name TEXT, router TEXT, PRIMARY KEY (account, name, router))
      STRICT, WITHOUT ROWID;
    CREATE INDEX ${table}_by_router ON ${table} (account, router);
    CREATE TRIGGER ${table}_insert AFTER INSERT ON routers BEGIN ${learn}; END;
    CREATE TRIGGER ${table}_delete AFTER DELETE ON routers BEGIN ${forget}; END;
    CREATE TRIGGER ${table}_update AFTER UPDATE ON routers
      WHEN OLD.item -> '$.${list}' IS NOT NEW.item -> '$.${list}' BEGIN ${forget}; ${learn}; END;`;
}
