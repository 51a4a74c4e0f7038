/** Whether a key may be called so: 1 to 63 letters, digits, "-", "_" or ".". */
export function isKeyName(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,63}$/.test(text);
}
