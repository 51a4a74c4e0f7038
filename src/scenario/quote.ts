const longest = 40;

/** A text from outside as messages show it: in quotes, cut to 40 characters, with nothing that could steer a terminal. */
export function quote(text: string): string {
  const characters = Array.from(text.slice(0, 2 * longest + 2));
  const shown = characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
  return JSON.stringify(shown).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, codePoint);
}

function codePoint(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`;
}
