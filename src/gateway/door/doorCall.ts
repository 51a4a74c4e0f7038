import { quote } from "../../scenario/quote.ts";
import type { DoorError } from "./doorError.ts";

/** What a request line asks of the data plane. */
export type DoorCall =
  | { readonly kind: "models" }
  /** One of the models, by a name that stands in their list. */
  | { readonly kind: "model"; readonly name: string }
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
  if (name?.startsWith(oneModel) === true) return readModel(method, path, name.slice(oneModel.length));
  const expected = name === undefined || !Object.hasOwn(calls, name) ? undefined : calls[name];
  if (expected === undefined) return unknownPath(method, path);
  if (method !== expected) return wrongMethod(method, path, expected);
  if (expected === "GET") return { kind: "models" };
  return { kind: "completion", path: `/v1/${name}${at < 0 ? "" : target.slice(at)}` };
}

const oneModel = "models/";

function readModel(method: string, path: string, written: string): DoorCall | DoorError {
  if (method !== "GET") return wrongMethod(method, path, "GET");
  try {
    return { kind: "model", name: decodeURIComponent(written) };
  } catch {
    return unknownPath(method, path);
  }
}

/** Nearly all that is ever asked for, read already. */
const usualCalls: ReadonlyMap<string, DoorCall> = new Map(
  ["/v1/", "/inference/v1/"].flatMap((before) =>
    ["chat/completions", "completions"].map((name) => [before + name, { kind: "completion", path: `/v1/${name}` }]),
  ),
);

/**
 * True for paths that belong to the data plane, whatever the method: all that a client of the OpenAI API may ask for, so
 * that it understands also why there is no such call. Resources of accounts are those of the control plane.
 */
export function isDoorPath(target: string): boolean {
  return callName(target) !== undefined && !/^\/v1\/accounts(?![^/?])/.test(target);
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
    message: `expected POST /v1/chat/completions, POST /v1/completions, GET /v1/models or GET /v1/models/NAME, all also under /inference, got ${method} ${quote(path)}`,
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
