import type { ResourceStore } from "../../gateway/resourceStore.ts";
import type { KeyRecord } from "../../gateway/resources.ts";
import { type Column, dataTable } from "../../report/dataTable.ts";
import { createPaint } from "../../report/paint.ts";
import { exitCode } from "../exitCode.ts";
import { reportWidth } from "../reportWidth.ts";
import { brief } from "../resource/brief.ts";
import type { Terminal } from "../terminal.ts";

const columns: readonly Column<KeyRecord>[] = [
  { title: "account", rank: 0, text: ({ account }) => brief(account, 30) },
];

/** A row for each key: its name and whom it belongs to. Of the key itself nothing is known. */
export function listKeys(store: ResourceStore, json: boolean, { stdout }: Terminal): number {
  const keys = store.read((tables) => tables.allKeys());
  if (json) stdout.write(`${JSON.stringify(keys.map(({ account, name }) => ({ account, name })))}\n`);
  else if (keys.length === 0) stdout.write("no keys\n");
  else {
    const rows = keys.map((subject) => ({ label: subject.name, indent: 0, tone: "plain", subject }) as const);
    stdout.write(`${dataTable("key", columns, rows, reportWidth(stdout), createPaint(false)).join("\n")}\n`);
  }
  return exitCode.pass;
}
