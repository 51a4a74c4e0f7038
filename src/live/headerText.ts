const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The text of a header from its bytes, which an HTTP client gives as one character each: UTF-8 where they are valid as
 * such, else Latin-1, as they came. `"grÃ¶Ã\u009fe"` is "größe".
 */
export function headerText(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes)) return bytes;
  try {
    return utf8.decode(Buffer.from(bytes, "latin1"));
  } catch {
    return bytes;
  }
}

/** The other way round: each byte of the text in UTF-8 as one character. */
export function headerBytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}
