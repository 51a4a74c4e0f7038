import { printable } from "../../report/printable.ts";
import { callUrl } from "./apiCall.ts";
import { harmlessJson } from "./harmlessJson.ts";
import type { ResourceRequest } from "./resourceRequest.ts";

/** The request that would be sent. Of the key only that there is one. */
export function dryRunText({ connection, call, output }: ResourceRequest): string {
  const url = callUrl(connection.baseUrl, call);
  const { method, body } = call;
  if (output === "json") return `${harmlessJson({ method, url, ...(body === undefined ? {} : { body }) })}\n`;
  const lines = [
    `${method} ${printable(url)}`,
    ...(connection.apiKey === undefined ? [] : ["authorization: Bearer (not shown)"]),
    ...(body === undefined ? [] : ["content-type: application/json", "", harmlessJson(body)]),
  ];
  return `${lines.join("\n")}\n`;
}
