import { displayWidth } from "./displayWidth.ts";
import { printable } from "./printable.ts";
import { cutWord, wrapText } from "./wrapText.ts";

const indent = "  ";
/** A command that is longer is in the JSON report, where nobody needs to scroll past it. */
const mostLines = 16;
/** A word of the shell: a blank within quotes or after a backslash does not end it. */
const shellWords = /(?:\\.|'[^']*'|[^\s'\\])+/g;

/**
 * A shell command in at most `width` columns that can still be copied: lines are broken between words alone, or where that
 * is not enough between two characters outside quotes, and broken ones end with a backslash. A quoted word that is wider
 * stays whole on a line that is too long, for a line break in it would be part of it. An option stays with its value
 * where both fit on a line.
 */
export function commandLines(command: string, width: number): readonly string[] {
  const lines = brokenLines(command, width);
  if (lines.length <= mostLines) return lines;
  return wrapText(`(a command of ${command.length} characters: the JSON report has it, as "replay")`, width);
}

function brokenLines(command: string, width: number): readonly string[] {
  const room = width - indent.length - 2;
  const lines: string[] = [];
  for (const words of together(command.match(shellWords)?.map(harmless) ?? [])) {
    const isKept = displayWidth(words.join(" ")) <= room;
    for (const word of isKept ? [words.join(" ")] : words) add(word, lines, room);
  }
  return lines;
}

/** A word without what could steer the terminal; blanks that are quoted stay as they are. */
function harmless(word: string): string {
  return printable(word) === word.replace(/ +/g, " ").trim() ? word : printable(word);
}

function add(word: string, lines: string[], room: number): void {
  const isWhole = displayWidth(word) <= room || /['\\]/.test(word);
  const [first = "", ...rest] = isWhole ? [word] : cutWord(word, room);
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
