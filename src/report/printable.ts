/** Characters that move the cursor, colour, reverse the line or hide: names and descriptions may hold them. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]+/gu;

/**
 * The text as it can be shown on one line: whatever could steer a terminal is a space, so that no scenario can forge a
 * verdict. Runs of white space become one space.
 */
export function printable(text: string): string {
  return text.replace(unprintable, " ").replace(/\s+/gu, " ").trim();
}
