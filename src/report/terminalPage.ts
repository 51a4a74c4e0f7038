const narrowest = 40;

/** Columns that a report is laid out for: those of the terminal, at least 40. */
export function pageWidth(width: number): number {
  return Math.max(narrowest, Math.floor(width));
}

/** Sections as one text with an empty line between them; a section without lines is left out. */
export function terminalPage(sections: readonly (readonly string[])[]): string {
  const filled = sections.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
