import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Responses that wait for their turn, by the connection that they wait at. */
const waiting = new WeakMap<Socket, Set<ServerResponse>>();

/**
 * Ends a response with its connection that has not had its turn by then: it answers a request that came before the one
 * before it was answered (pipelining). `node:http` tells only the response whose turn it is that the client has gone; of
 * all others nobody would ever hear.
 */
export function endWithConnection({ socket }: IncomingMessage, response: ServerResponse): void {
  if (response.socket !== null) return;
  const responses = waiting.get(socket) ?? waitAt(socket);
  responses.add(response);
  response.once("close", () => responses.delete(response));
}

function waitAt(socket: Socket): Set<ServerResponse> {
  const responses = new Set<ServerResponse>();
  waiting.set(socket, responses);
  socket.once("close", () => {
    for (const response of responses) {
      response.destroy();
      response.emit("close");
    }
  });
  return responses;
}
