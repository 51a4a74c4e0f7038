/** Line and column of an offset in a text, both from 1. Lines end with LF, CR LF or CR. */
export function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (const { index, 0: ending } of text.slice(0, offset).matchAll(/\r\n|\n|\r/g)) {
    line++;
    start = index + ending.length;
  }
  return { line, column: offset - start + 1 };
}
