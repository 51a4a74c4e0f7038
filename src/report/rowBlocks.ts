const blockRows = 1000;

/** Rows in lists of at most a thousand, so that a long table is never one text. */
export function* rowBlocks<Row>(rows: Iterable<Row>): Generator<readonly Row[]> {
  let block: Row[] = [];
  for (const row of rows) {
    block.push(row);
    if (block.length < blockRows) continue;
    yield block;
    block = [];
  }
  if (block.length > 0) yield block;
}
