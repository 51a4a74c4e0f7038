import type { ForeignValue } from "./foreignValue.ts";
import { oneLine } from "./oneLine.ts";
import { valueInWords } from "./valueInWords.ts";

/**
 * What a module threw, with the place in the module where that is known: "TypeError: x is not a function
 * (selector.mjs:12:5)".
 */
export function thrownInWords(thrown: ForeignValue, file: string): string {
  if (thrown.kind !== "error") return valueInWords(thrown);
  const place = placeIn(thrown.stack, file);
  return `${oneLine(`${thrown.name}: ${thrown.message}`)}${place === undefined ? "" : ` (${place})`}`;
}

/** The innermost place in a file that a stack names, as `file:line:column`. */
function placeIn(stack: string, file: string): string | undefined {
  for (const after of stack.split(`/${file}`).slice(1)) {
    // A module that is loaded once more has a query, which tells it from the first.
    const [, position] = /^(?:\?\w+=\d+)?:(\d+(?::\d+)?)/.exec(after) ?? [];
    if (position !== undefined) return `${oneLine(file)}:${position}`;
  }
  return undefined;
}
