import { displayWidth } from "./displayWidth.ts";
import { printable } from "./printable.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The text in at most `width` columns. What is too long loses its middle, because names that share a beginning often
 * differ at their end: `llama-70b-…-blue`.
 */
export function clipText(text: string, width: number): string {
  const line = printable(text);
  if (displayWidth(line) <= width) return line;
  if (width < 1) return "";
  const parts = Array.from(graphemes.segment(line), ({ segment }) => segment);
  const tail = partsWithin(parts.toReversed(), Math.floor((width - 1) / 2)).toReversed();
  const head = partsWithin(parts, width - 1 - displayWidth(tail.join("")));
  return `${head.join("")}…${tail.join("")}`;
}

/** The longest beginning that fits. */
function partsWithin(parts: readonly string[], width: number): readonly string[] {
  let used = 0;
  const end = parts.findIndex((part) => {
    used += displayWidth(part);
    return used > width;
  });
  return parts.slice(0, end === -1 ? parts.length : end);
}
