import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { errorBody } from "./doorError.ts";

/** What `node:http` keeps at a connection: the response whose turn it is. */
interface Connection extends Socket {
  readonly _httpMessage?: ServerResponse | null;
}

/** Whose bytes are being thrown away since they could not be read. */
const refused = new WeakSet<Socket>();

const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers bytes that are no HTTP, or too slow, or too large a head, on the bare connection, and closes it; a listener of
 * "clientError". `node:http` would close at once, and whoever is still sending a body would be reset before it has read
 * why. Only where another answer is under way the connection is cut, since nothing more can be said on it.
 */
export function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  // Every further piece of what cannot be read is reported anew.
  if (refused.has(socket)) return;
  const { _httpMessage: underWay }: Connection = socket;
  if (socket.writable && error.code !== "ECONNRESET" && underWay?.headersSent !== true) {
    socket.write(answerTo(error));
    if (underWay === undefined || underWay === null) {
      refused.add(socket);
      socket.destroySoon();
      return;
    }
  }
  socket.destroy(error);
}

function answerTo({ code = "", message }: Error & { readonly code?: string }): string {
  const status = statuses[code] ?? 400;
  const body = errorBody({
    status,
    type: "invalid_request_error",
    code: "unreadable_request",
    message: `expected a request of HTTP/1.1, got what cannot be read as one: ${message}`,
  });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
    "",
    body,
  ].join("\r\n");
}
