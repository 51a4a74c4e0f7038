import { printable } from "./printable.ts";

/** Characters that mean something to Markdown, HTML, or the page it is shown on. */
const marks = /[&<>`*_[\]#!|~\\@$]|:(?=\S)/gu;

/**
 * Text as GitHub's Markdown shows it letter by letter, on one line: what could begin markup, a link, a mention or a table
 * cell becomes a character reference. It must not stand at the beginning of a line.
 */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(marks, (mark) => `&#${mark.codePointAt(0)};`)
    .replace(/www\./giu, (start) => `${start.slice(0, -1)}&#46;`);
}
