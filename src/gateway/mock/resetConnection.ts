import type { ServerResponse } from "node:http";

/** Ends the connection of a response as a process that dies does: with a reset. */
export function resetConnection(response: ServerResponse): void {
  response.req.socket.resetAndDestroy();
}
