import stringWidth from "string-width";

/** Columns that the text takes in a terminal: 2 for a wide character, 0 for a colour code or a combining mark. */
export function displayWidth(text: string): number {
  return stringWidth.default(text);
}
