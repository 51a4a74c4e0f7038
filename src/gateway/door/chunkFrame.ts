/** The codes of "0" to "9" and "a" to "f". */
const hexDigits: Uint8Array = Buffer.from("0123456789abcdef", "latin1");
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/**
 * A piece of a body as a chunk of `Transfer-Encoding: chunked` (RFC 9112, section 7.1), in one buffer. The server would
 * send length, bytes and line ends as four, which costs more than to copy the few hundred bytes of a token.
 *
 * @example chunkFrame(Buffer.from("data: x")) holds "7\\r\\ndata: x\\r\\n"
 */
export function chunkFrame(piece: Buffer): Buffer {
  const { length } = piece;
  // Four bits a digit, and one digit for nothing.
  const digits = Math.max(1, (35 - Math.clz32(length)) >> 2);
  const frame = Buffer.allocUnsafe(digits + length + 4);
  for (let i = digits - 1, rest = length; i >= 0; i--, rest >>>= 4) frame[i] = hexDigits[rest & 15] ?? 0;
  frame[digits] = carriageReturn;
  frame[digits + 1] = lineFeed;
  frame.set(piece, digits + 2);
  frame[digits + 2 + length] = carriageReturn;
  frame[digits + 3 + length] = lineFeed;
  return frame;
}

/** Ends a chunked body that has no trailers. */
export const lastChunk: string = "0\r\n\r\n";
