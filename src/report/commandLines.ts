import { displayWidth } from "./displayWidth.ts";
import { printable } from "./printable.ts";
import { cutWord, wrapText } from "./wrapText.ts";

const indent = "  ";
/** A command that is longer is in the JSON report, where nobody needs to scroll past it. */
const mostLines = 16;
/** A word of the shell: a blank within quotes or after a backslash does not end it. */
const shellWords = /(?:\\.|'[^']*'|[^\s'\\])+/g;

/**
 * A shell command in at most `width` columns that can still be copied: lines are broken between words alone, and broken
 * ones end with a backslash. A word that is wider is cut into pieces that the shell puts together again, quoted ones each
 * within quotes. An option stays with its value where both fit on a line.
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
  const [first = "", ...rest] = piecesOf(word, room);
  const line = lines.pop();
  if (line === undefined) lines.push(first);
  else if (displayWidth(`${line} ${first}`) <= room) lines.push(`${line} ${first}`);
  else lines.push(`${line} \\`, indent + first);
  for (const piece of rest) lines.push(`${lines.pop() ?? ""}\\`, piece);
}

function piecesOf(word: string, room: number): readonly string[] {
  if (displayWidth(word) <= room) return [word];
  if (!/['\\]/.test(word)) return cutWord(word, room);
  const pieces: string[] = [];
  let piece = "";
  for (const character of unquoted(word)) {
    if (piece !== "" && displayWidth(quoted(piece + character)) > room) {
      pieces.push(quoted(piece));
      piece = "";
    }
    piece += character;
  }
  return [...pieces, quoted(piece)];
}

/** What a shell makes of a word. */
function unquoted(word: string): string {
  return word.replace(
    /\\(.)|'([^']*)'/gs,
    (_, escaped: string | undefined, text: string | undefined) => escaped ?? text ?? "",
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
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
