/**
 * Order of texts in every store: by code points, which is the order of their bytes in UTF-8 and so that of the database.
 * JavaScript's own `<` goes by halves of surrogate pairs and differs from U+E000 on. Half a pair alone, which UTF-8 cannot
 * write, counts as U+FFFD.
 */
export function compareText(a: string, b: string): number {
  for (let at = 0; ; ) {
    const point = pointAt(a, at);
    const difference = point - pointAt(b, at);
    if (difference !== 0 || point === end) return difference;
    at += point > 0xffff ? 2 : 1;
  }
}

/** Before all code points. */
const end = -1;

function pointAt(text: string, at: number): number {
  const point = text.codePointAt(at) ?? end;
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
}
