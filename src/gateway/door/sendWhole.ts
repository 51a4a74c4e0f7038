import type { ServerResponse } from "node:http";
import { type Attribution, addAttribution } from "./attribution.ts";
import { type DoorError, errorBody } from "./doorError.ts";

/** Answers with an error, unless the client has gone or an answer is on its way. */
export function sendError(response: ServerResponse, error: DoorError, attribution: Attribution): void {
  sendJson(response, error.status, errorBody(error), attribution, error.headers);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: string,
  attribution: Attribution,
  further: readonly string[] = [],
): void {
  if (response.headersSent || response.destroyed) return;
  const headers = ["content-type", "application/json", "content-length", String(Buffer.byteLength(body)), ...further];
  addAttribution(headers, attribution);
  response.writeHead(status, headers);
  response.end(body);
}
