import { join } from "node:path";
import { expect, test } from "vitest";
import { Connection } from "../../../src/gateway/store/sqlite/connection.ts";
import { migrate } from "../../../src/gateway/store/sqlite/migrate.ts";
import type { Migration } from "../../../src/gateway/store/sqlite/migrations/migration.ts";
import { migrations } from "../../../src/gateway/store/sqlite/migrations/migrations.ts";
import { temporaryFolder } from "../../cli/temporaryFolder.ts";
import { fileState } from "./fileState.ts";

const one: Migration = { schema: 1, statements: "CREATE TABLE a (x); INSERT INTO a VALUES (1)" };
const two: Migration = { schema: 2, statements: "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1" };
const three: Migration = { schema: 3, statements: "CREATE TABLE b (x); CREATE TABLE b (x)" };

function freshConnection(): Connection {
  return new Connection(join(temporaryFolder().path, "store.db"), 50);
}

test("the steps are numbered from 1 without a gap", () => {
  expect(migrations.map(({ schema }) => schema)).toEqual(migrations.map((_, i) => i + 1));
});

test("every step is taken once, in order, from whatever schema the file has", () => {
  const straight = freshConnection();
  migrate(straight, [one, two]);
  const inTwo = freshConnection();
  migrate(inTwo, [one]);
  expect(inTwo.value("PRAGMA user_version")).toBe(1);
  migrate(inTwo, [one, two]);
  migrate(inTwo, [one, two]);
  for (const connection of [straight, inTwo]) {
    expect(connection.reader("SELECT x, y FROM a")()).toEqual([[1, 2]]);
    expect(connection.value("PRAGMA user_version")).toBe(2);
    connection.close();
  }
});

test("steps are taken all or none", () => {
  const connection = freshConnection();
  migrate(connection, [one]);
  const before = fileState(connection.path);
  expect(() => migrate(connection, [one, two, three])).toThrow("table b already exists");
  expect(connection.value("PRAGMA user_version")).toBe(1);
  expect(connection.reader("SELECT * FROM a")()).toEqual([[1]]);
  expect(fileState(connection.path)).toEqual(before);
  connection.close();
});

test("a file that others have filled is not taken over", () => {
  const connection = freshConnection();
  connection.execute("CREATE TABLE theirs (x)");
  const before = fileState(connection.path);
  expect(() => migrate(connection, [one])).toThrow("is a database of another program");
  expect(fileState(connection.path)).toEqual(before);
  connection.close();
});

test("a file of a later step is not taken back", () => {
  const connection = freshConnection();
  migrate(connection, [one, two]);
  expect(() => migrate(connection, [one])).toThrow("its schema is 2, this program knows up to 1");
  connection.close();
});
