/** Whether a text can be sent as an API key: 1 to 4096 visible ASCII characters. */
export function isApiKey(text: string): boolean {
  return /^[\x21-\x7e]{1,4096}$/.test(text);
}
