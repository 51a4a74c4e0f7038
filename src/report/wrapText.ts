import { displayWidth } from "./displayWidth.ts";
import { printable } from "./printable.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The text as lines of at most `width` columns, broken between words; a word that is wider is cut. No text, no line. */
export function wrapText(text: string, width: number): readonly string[] {
  return fillLines(
    printable(text)
      .split(" ")
      .flatMap((word) => cutWord(word, width)),
    " ",
    width,
  );
}

/** Items such as "n 96,021" as lines of at most `width` columns, with the separator between those of one line. */
export function wrapItems(items: readonly string[], separator: string, width: number): readonly string[] {
  const fitting = items.flatMap((item) =>
    displayWidth(printable(item)) <= width ? [printable(item)] : wrapText(item, width),
  );
  return fillLines(fitting, separator, width);
}

/** Cuts a word into pieces of at most `width` columns. */
export function cutWord(word: string, width: number): readonly string[] {
  if (displayWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = "";
  for (const segment of segments(word, width)) {
    if (piece !== "" && displayWidth(piece + segment) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += segment;
  }
  return [...pieces, piece];
}

/** Graphemes; one that is too wide as it is (marks piled up on a letter) falls apart into characters. */
function segments(word: string, width: number): readonly string[] {
  const whole = Array.from(graphemes.segment(word), ({ segment }) => segment);
  return whole.flatMap((segment) => (displayWidth(segment) > width ? [...segment] : [segment]));
}

function fillLines(pieces: readonly string[], separator: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    const longer = line === "" ? piece : `${line}${separator}${piece}`;
    if (displayWidth(longer) > width) {
      lines.push(line);
      line = piece;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}
