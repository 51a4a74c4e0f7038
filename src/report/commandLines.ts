import { displayWidth } from "./displayWidth.ts";
import { printable } from "./printable.ts";
import { cutWord } from "./wrapText.ts";

const indent = "  ";

/**
 * A shell command in at most `width` columns that can still be copied: broken lines end with a backslash. An option stays
 * with its value where both fit on a line.
 */
export function commandLines(command: string, width: number): readonly string[] {
  const room = width - indent.length - 2;
  const lines: string[] = [];
  for (const words of together(printable(command).split(" "))) {
    const isKept = displayWidth(words.join(" ")) <= room;
    for (const word of isKept ? [words.join(" ")] : words) add(word, lines, room);
  }
  return lines;
}

function add(word: string, lines: string[], room: number): void {
  const [first = "", ...rest] = displayWidth(word) <= room ? [word] : cutWord(word, room);
  const line = lines.pop();
  if (line === undefined) lines.push(first);
  else if (displayWidth(`${line} ${first}`) <= room) lines.push(`${line} ${first}`);
  else lines.push(`${line} \\`, indent + first);
  for (const piece of rest) lines.push(`${lines.pop() ?? ""}\\`, piece);
}

/** Words that belong together: an option with the word after it, unless that is an option too. */
function together(words: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  for (const word of words) {
    const last = groups.at(-1);
    const belongs = last?.length === 1 && last[0]?.startsWith("--") === true && !word.startsWith("--");
    if (belongs) last?.push(word);
    else groups.push([word]);
  }
  return groups;
}
