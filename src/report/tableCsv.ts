import { stringify } from "csv-stringify/sync";
import type { TidyTable } from "../experiment/sweep/tidyTable.ts";
import { rowBlocks } from "./rowBlocks.ts";

/**
 * A table as CSV by RFC 4180, with a line of names and LF line ends. Every text is in quotes, so that a reader can tell an
 * empty one from a value that is missing, which is nothing at all; no text is changed for the sake of spreadsheets.
 */
export function* tableCsv({ columns, rows }: TidyTable): Generator<string> {
  yield stringify([columns.map(({ name }) => name)], { quoted_string: true });
  for (const block of rowBlocks(rows)) {
    yield stringify(
      block.map((row) => [...row]),
      { quoted_string: true },
    );
  }
}
