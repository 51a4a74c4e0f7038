import { quote } from "../../scenario/quote.ts";
import type { DoorError } from "./doorError.ts";

/** What a request line asks of the data plane. */
export type DoorCall =
  | { readonly kind: "models" }
  /** `path` is what a replica is asked, query included. */
  | { readonly kind: "completion"; readonly path: string };

const calls: Readonly<Record<string, "GET" | "POST">> = {
  models: "GET",
  completions: "POST",
  "chat/completions": "POST",
};

/**
 * Reads method and target of a request; `/inference/v1/…` and `/v1/…` are the same.
 * Example: POST /inference/v1/chat/completions?x=1 is a completion whose path is /v1/chat/completions?x=1.
 */
export function doorCall(method: string, target: string): DoorCall | DoorError {
  return (method === "POST" ? usualCalls.get(target) : undefined) ?? read(method, target);
}

function read(method: string, target: string): DoorCall | DoorError {
  const at = target.indexOf("?");
  const path = at < 0 ? target : target.slice(0, at);
  const name = callName(path);
  const expected = name === undefined || !Object.hasOwn(calls, name) ? undefined : calls[name];
  if (expected === undefined) return unknownPath(method, path);
  if (method !== expected) return wrongMethod(method, path, expected);
  if (expected === "GET") return { kind: "models" };
  return { kind: "completion", path: `/v1/${name}${at < 0 ? "" : target.slice(at)}` };
}

/** Nearly all that is ever asked for, read already. */
const usualCalls: ReadonlyMap<string, DoorCall> = new Map(
  ["/v1/", "/inference/v1/"].flatMap((before) =>
    ["chat/completions", "completions"].map((name) => [before + name, { kind: "completion", path: `/v1/${name}` }]),
  ),
);

/** True for paths that belong to the data plane, whatever the method. */
export function isDoorPath(target: string): boolean {
  const name = callName(target.split("?", 1)[0] ?? "");
  return name !== undefined && Object.hasOwn(calls, name);
}

function callName(path: string): string | undefined {
  if (path.startsWith("/v1/")) return path.slice("/v1/".length);
  return path.startsWith("/inference/v1/") ? path.slice("/inference/v1/".length) : undefined;
}

function unknownPath(method: string, path: string): DoorError {
  return {
    status: 404,
    type: "invalid_request_error",
    code: "unknown_url",
    message: `expected POST /v1/chat/completions, POST /v1/completions or GET /v1/models, all also under /inference, got ${method} ${quote(path)}`,
  };
}

function wrongMethod(method: string, path: string, expected: string): DoorError {
  return {
    status: 405,
    type: "invalid_request_error",
    code: "method_not_allowed",
    message: `expected ${expected} ${path}, got ${method}`,
    headers: ["allow", expected],
  };
}
