/** What a first look at a text finds, before it is parsed. */
export interface JsonScan {
  /** Offset and sentence of something that must not go on to the parser. */
  readonly refusal?: { readonly offset: number; readonly message: string };
  /** Offsets of the brackets that are still open where the look ended, the outermost first. */
  readonly open: readonly number[];
  /** It ended inside a string. */
  readonly inString: boolean;
}

const deepest = 64;
const mostValues = 250_000;

/**
 * A look at the brackets, commas and strings of a text: it keeps the parser, which calls itself for every level, from
 * texts nested more than 64 deep, and the rest of the program from more than 250 000 values. It also finds raw control
 * characters in strings, which the parser lets pass.
 */
export function scanJson(text: string): JsonScan {
  const open: number[] = [];
  let values = 0;
  for (let offset = 0; offset < text.length; offset++) {
    switch (text[offset]) {
      case '"': {
        const end = endOfString(text, offset);
        if (end.kind === "open") return { open, inString: true };
        if (end.kind === "control")
          return { refusal: { offset: end.offset, message: rawControl }, open, inString: true };
        offset = end.offset;
        break;
      }
      case "{":
      case "[":
        if (open.length === deepest) return { refusal: { offset, message: tooDeep }, open, inString: false };
        open.push(offset);
        break;
      case "}":
      case "]":
        open.pop();
        break;
      case ",":
        if (++values > mostValues) return { refusal: { offset, message: tooLong }, open, inString: false };
    }
  }
  return { open, inString: false };
}

const rawControl = "not valid JSON: a string may not hold a raw line break or control character";
const tooDeep = `nested too deep: at most ${deepest} levels are read`;
const tooLong = `too long: at most ${mostValues} values are read`;

/** Offset of the closing quote, or of a raw control character before it. */
function endOfString(
  text: string,
  start: number,
): { readonly kind: "closed" | "control"; readonly offset: number } | { readonly kind: "open" } {
  for (let offset = start + 1; offset < text.length; offset++) {
    const character = text[offset] ?? "";
    if (character === '"') return { kind: "closed", offset };
    if (character === "\\") offset++;
    else if (character < " ") return { kind: "control", offset };
  }
  return { kind: "open" };
}
