import type { FastifyRequest } from "fastify";
import { scanJson } from "../../scenario/json/scanJson.ts";
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
  const { "content-type": type, "content-encoding": encoding = "identity" } = request.headers;
  if (text === "") done(null);
  else if (encoding.toLowerCase() !== "identity") done(new UnfitRequest("Content-Encoding", compressed(encoding)));
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
  // Whoever looks through a value calls itself for every level of it.
  const { refusal } = scanJson(text);
  if (refusal === undefined) done(null, body);
  else done(new UnfitRequest("body", refusal.message));
}

function compressed(encoding: string): string {
  return `expected a body that is not compressed, got ${JSON.stringify(encoding)}`;
}

function wrongType(type: string | undefined): string {
  return `expected application/json, got ${type === undefined ? "none" : JSON.stringify(type)}`;
}
