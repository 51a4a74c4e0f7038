import { join } from "node:path";
import { expect, test } from "vitest";
import { migrations } from "../../../src/gateway/store/sqlite/migrations/migrations.ts";
import { openStoreFile } from "../../../src/gateway/store/sqlite/openStoreFile.ts";
import { pageStatement } from "../../../src/gateway/store/sqlite/pageStatement.ts";
import { temporaryFolder } from "../../cli/temporaryFolder.ts";

const tables = ["routers", "deployments"] as const;
const fields = ["id", "displayName", "createTimeMs", "updateTimeMs"] as const;

test("a page of any order is found by its index, beginning at the position, and read without sorting", () => {
  const connection = openStoreFile(join(temporaryFolder().path, "store.db"), 50, migrations, (opened) => opened);
  for (const table of tables) {
    for (const field of fields) {
      for (const descending of [false, true]) {
        for (const after of [false, true]) {
          const explain = connection.reader(`EXPLAIN QUERY PLAN ${pageStatement({ table, field, descending, after })}`);
          const value = field.endsWith("Ms") ? 1 : "x";
          const plan = after ? explain("acme", value, "x", 10) : explain("acme", 10);
          expect(plan.map((row) => row[3])).toEqual([planOf(table, field, descending, after)]);
        }
      }
    }
  }
  connection.close();
});

function planOf(table: string, field: string, descending: boolean, after: boolean): string {
  const sign = descending ? "<" : ">";
  const beyond = field === "id" ? ` AND id${sign}?` : ` AND (${field},id)${sign}(?,?)`;
  return `SEARCH ${table} USING INDEX ${table}_by_${field} (account=?${after ? beyond : ""})`;
}
