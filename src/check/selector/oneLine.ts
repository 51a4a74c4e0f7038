const longest = 200;

/** The first line of a text from outside, cut to 200 characters, with nothing that could steer a terminal. */
export function oneLine(text: string): string {
  const [line = ""] = text.slice(0, 4 * longest).split(/[\r\n\u2028\u2029]/, 1);
  const characters = Array.from(line);
  const shown = characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : line;
  return shown.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`);
}
