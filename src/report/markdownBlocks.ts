import { byteLength } from "./cutText.ts";
import { formatCount } from "./formatNumber.ts";

/** Lines of Markdown that belong together: the head stays, rows are left out from the end where there is no room. */
export interface MarkdownBlock {
  readonly head: readonly string[];
  readonly rows: readonly string[];
}

/** Room kept in each block for the line that says what was left out. */
const cutLineBytes = 80;

/**
 * Blocks as one text of at most `mostBytes` (the heads must fit), an empty line between them. The first blocks get room
 * first; rows are left out whole, and a line says how many.
 */
export function markdownText(blocks: readonly MarkdownBlock[], mostBytes: number): string {
  const filled = blocks.filter(({ head, rows }) => head.length + rows.length > 0);
  let left = mostBytes;
  for (const { head } of filled) left -= linesBytes(head) + cutLineBytes;
  const texts = filled.map(({ head, rows }) => {
    const kept = rows.slice(0, fittingRows(rows, left));
    left -= linesBytes(kept);
    const lines = [...head, ...kept].join("\n");
    const missing = rows.length - kept.length;
    return missing === 0 ? lines : `${lines}\n\n… and ${formatCount(missing)} more, for which there is no room here.`;
  });
  return `${texts.join("\n\n")}\n`;
}

function fittingRows(rows: readonly string[], mostBytes: number): number {
  let used = 0;
  const end = rows.findIndex((row) => {
    used += byteLength(row) + 1;
    return used > mostBytes;
  });
  return end < 0 ? rows.length : end;
}

function linesBytes(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + byteLength(line) + 1, 0);
}
