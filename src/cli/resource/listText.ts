import { dataTable } from "../../report/dataTable.ts";
import type { Paint } from "../../report/paint.ts";
import { type Fields, textIn } from "./fields.ts";
import type { ResourceKind } from "./resourceKind.ts";
import { idIn } from "./resourceName.ts";

/** A list for people: a row for each resource, in at most `width` columns (at least 60). */
export function listText(kind: ResourceKind, resources: readonly Fields[], width: number, paint: Paint): string {
  if (resources.length === 0) return `no ${kind.collection}\n`;
  const rows = resources.map((subject) => {
    const name = textIn(subject, "name");
    return { label: name === "" ? "?" : idIn(name), indent: 0, tone: "plain", subject } as const;
  });
  return `${dataTable(kind.noun, kind.columns, rows, width, paint).join("\n")}\n`;
}
