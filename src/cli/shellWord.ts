/** A word that a POSIX shell leaves as it is. */
export function shellWord(text: string): string {
  const safe = /^[\p{L}\p{N}_./@%+=:,-]+$/u.test(text) && !text.startsWith("-");
  return safe ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
