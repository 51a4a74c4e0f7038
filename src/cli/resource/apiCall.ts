import type { Fields } from "./fields.ts";
import type { Collection } from "./resourceName.ts";

/** One call of the API. */
export interface ApiCall {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** From "/v1" on, every step encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: Fields;
}

/** The path of a collection of an account, or of a resource in it. */
export function apiPath(account: string, collection: Collection, id?: string): string {
  const path = `/v1/accounts/${encodeURIComponent(account)}/${collection}`;
  return id === undefined ? path : `${path}/${encodeURIComponent(id)}`;
}

/** Where a call goes to. */
export function callUrl(baseUrl: URL, { path, query }: ApiCall): string {
  const parameters = new URLSearchParams(query).toString();
  return `${baseUrl.href.replace(/\/+$/, "")}${path}${parameters === "" ? "" : `?${parameters}`}`;
}
