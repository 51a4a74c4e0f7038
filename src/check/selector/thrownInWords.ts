import { oneLine } from "./oneLine.ts";
import { valueInWords } from "./valueInWords.ts";

/**
 * What a module threw, with the place in the module where that is known: "TypeError: x is not a function
 * (selector.mjs:12:5)". A module may throw anything, also what cannot be looked at.
 */
export function thrownInWords(thrown: unknown, file: string): string {
  try {
    if (!(thrown instanceof Error)) return valueInWords(thrown);
    const place = placeIn(String(thrown.stack), file);
    return `${oneLine(`${thrown.name}: ${thrown.message}`)}${place === undefined ? "" : ` (${place})`}`;
  } catch {
    return "something that cannot be shown";
  }
}

/** The innermost place in a file that a stack names, as `file:line:column`. */
function placeIn(stack: string, file: string): string | undefined {
  const [, after] = stack.split(`/${file}:`, 2);
  const [position] = after?.match(/^\d+(:\d+)?/) ?? [];
  return position === undefined ? undefined : `${oneLine(file)}:${position}`;
}
