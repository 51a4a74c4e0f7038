import type { ServerResponse } from "node:http";
import { type ReplicaError, replicaErrorBody } from "./replicaError.ts";

/** Answers with a whole JSON text, unless the client has gone or an answer is on its way. */
export function sendJson(
  response: ServerResponse,
  status: number,
  json: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const length = Buffer.byteLength(json);
  response.writeHead(status, { "content-type": "application/json", "content-length": length, ...headers });
  response.end(json);
}

export function sendReplicaError(response: ServerResponse, error: ReplicaError): void {
  sendJson(response, error.status, replicaErrorBody(error), error.headers);
}
