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
  let inString = false;
  let values = 0;
  const refuse = (offset: number, message: string): JsonScan => ({ refusal: { offset, message }, open, inString });
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset] ?? "";
    if (inString) {
      if (character === "\\") offset++;
      else if (character === '"') inString = false;
      else if (character < " ") return refuse(offset, "not valid JSON: a string may not hold a raw line break or control character");
    } else if (character === '"') {
      inString = true;
    } else if (character === "{" || character === "[") {
      if (open.length === deepest) return refuse(offset, `nested too deep: at most ${deepest} levels are read`);
      open.push(offset);
    } else if (character === "}" || character === "]") {
      open.pop();
    } else if (character === "," && ++values > mostValues) {
      return refuse(offset, `too long: at most ${mostValues} values are read`);
    }
  }
  return { open, inString };
}
