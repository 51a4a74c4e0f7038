const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const encoder = new TextEncoder();
const ellipsis = "…";
/** Code units to look at behind a cut, to see whether it goes through a letter. */
const longestLetter = 64;

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/**
 * The beginning of a text that takes at most `mostBytes` in UTF-8; an ellipsis where something was cut, and no letter
 * cut in two.
 *
 * @param mostBytes at least 3
 */
export function cutText(text: string, mostBytes: number): string {
  if (byteLength(text) <= mostBytes) return text;
  const room = new Uint8Array(mostBytes - byteLength(ellipsis));
  const { read } = encoder.encodeInto(text, room);
  const letter = graphemes.segment(text.slice(0, read + longestLetter)).containing(read);
  const end = letter?.index ?? read;
  return `${text.slice(0, end)}${ellipsis}`;
}
