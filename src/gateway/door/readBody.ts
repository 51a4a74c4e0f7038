import type { IncomingMessage } from "node:http";

/**
 * Gathers the body of a request and hands it over once, or "too large" as soon as that is known. Of a body that is too
 * large as much again is read and thrown away, so that the client gets to its answer; then the connection is cut.
 * A client that goes away in between is not heard of here again.
 */
export function readBody(
  request: IncomingMessage,
  limitBytes: number,
  onBody: (body: Buffer | "too large") => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let refused = Number(request.headers["content-length"] ?? 0) > limitBytes;
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (refused) {
      if (bytes > 2 * limitBytes) request.destroy();
      return;
    }
    chunks.push(chunk);
    if (bytes <= limitBytes) return;
    refused = true;
    chunks.length = 0;
    onBody("too large");
  });
  request.on("end", () => {
    if (!refused) onBody(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, bytes));
  });
  if (refused) onBody("too large");
}
