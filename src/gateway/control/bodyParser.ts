import type { FastifyRequest } from "fastify";
import { UnfitRequest } from "./unfitRequest.ts";

/** Largest body, in bytes: room for a router over 1024 deployments by their full names. */
export const bodyLimit: number = 256 * 1024;

/**
 * Reads a body as JSON; an empty one is none. Only `application/json` is taken: a browser sends it to another site only
 * with that site's leave, so no page can write to a server on the reader's own machine.
 */
export function readBody(
  request: FastifyRequest,
  text: string,
  done: (error: Error | null, body?: unknown) => void,
): void {
  const type = request.headers["content-type"];
  if (text === "") done(null);
  else if (!/^application\/json *(;|$)/i.test(type ?? "")) done(new UnfitRequest("Content-Type", wrongType(type)));
  else readJson(text, done);
}

function readJson(text: string, done: (error: Error | null, body?: unknown) => void): void {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    done(new UnfitRequest("body", `expected JSON: ${reason}`));
    return;
  }
  done(null, body);
}

function wrongType(type: string | undefined): string {
  return `expected application/json, got ${type === undefined ? "none" : JSON.stringify(type)}`;
}
