const lineEnd = "\r\n";
/** Most digits that the length of a chunk takes, and the two ends of lines. */
const frameBytes = 12;

/**
 * A piece of a body as a chunk of `Transfer-Encoding: chunked` (RFC 9112, section 7.1), in one buffer. The server would
 * send length, bytes and line ends as four, which costs more than to copy the few hundred bytes of a token.
 */
export function chunkFrame(piece: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(piece.length + frameBytes);
  let at = frame.write(piece.length.toString(16) + lineEnd, 0, "latin1");
  at += piece.copy(frame, at);
  at += frame.write(lineEnd, at, "latin1");
  return frame.subarray(0, at);
}

/** Ends a chunked body that has no trailers. */
export const lastChunk: string = `0${lineEnd}${lineEnd}`;
