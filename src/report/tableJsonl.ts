import type { TidyTable } from "../experiment/sweep/tidyTable.ts";
import { rowBlocks } from "./rowBlocks.ts";

/** A table as JSON Lines: an object a row, with every column in its order. */
export function* tableJsonl({ columns, rows }: TidyTable): Generator<string> {
  for (const block of rowBlocks(rows)) {
    const lines = block.map((row) => {
      const fields = columns.map(({ name }, which) => `${JSON.stringify(name)}:${JSON.stringify(row[which] ?? null)}`);
      return `{${fields.join(",")}}\n`;
    });
    yield lines.join("");
  }
}
