import { displayWidth } from "./displayWidth.ts";
import { printable } from "./printable.ts";
import { cutWord } from "./wrapText.ts";

const indent = "  ";

/** A shell command in at most `width` columns that can still be copied: broken lines end with a backslash. */
export function commandLines(command: string, width: number): readonly string[] {
  const room = width - indent.length - 2;
  const lines: string[] = [];
  for (const word of printable(command).split(" ")) {
    const [first = "", ...rest] = cutWord(word, room);
    const line = lines.pop();
    if (line === undefined) lines.push(first);
    else if (displayWidth(`${line} ${first}`) <= room) lines.push(`${line} ${first}`);
    else lines.push(`${line} \\`, indent + first);
    for (const piece of rest) lines.push(`${lines.pop() ?? ""}\\`, piece);
  }
  return lines;
}
