import { shellWord } from "../shellWord.ts";

const unshowable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/**
 * `--option=value` as a shell takes it. A value that could steer the terminal is written with escapes (`$'...'`, which
 * bash, zsh and ksh know).
 */
export function flagWord(option: string, value: string): string {
  return `--${option}=${unshowable.test(value) ? escaped(value) : shellWord(value)}`;
}

function escaped(value: string): string {
  const characters = Array.from(value, (character) => {
    if (character === "'" || character === "\\") return `\\${character}`;
    return unshowable.test(character) ? bytesOf(character) : character;
  });
  return `$'${characters.join("")}'`;
}

/** The bytes of UTF-8, because what `\\u` gives depends on the locale. No argument can hold a NUL. */
function bytesOf(character: string): string {
  const bytes = [...Buffer.from(character === "\0" ? "\u{fffd}" : character, "utf8")];
  return bytes.map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
