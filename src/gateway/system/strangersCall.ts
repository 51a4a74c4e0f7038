import type { IncomingMessage } from "node:http";
import { isLoopback } from "./isLoopback.ts";

/**
 * Why a server that needs no key must not answer a call, in a sentence; undefined when it may. A page of another site that
 * a browser of this machine shows can reach us, as a page of ours by a name that leads to loopback, or by a call across
 * sites: both tell on themselves by the headers `Host` and `Origin`.
 */
export function strangersCall({ headers }: Pick<IncomingMessage, "headers">): string | undefined {
  const { host, origin } = headers;
  if (!isLocal(host === undefined ? undefined : `http://${host}`)) {
    return "this server needs no key, so it answers only calls to localhost, 127.0.0.1 or [::1] (header Host)";
  }
  if (origin !== undefined && !isLocal(origin)) {
    return "this server needs no key, so it answers no pages of other sites (header Origin)";
  }
  return undefined;
}

function isLocal(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return isLoopback(hostname.replace(/^\[(.*)\]$/, "$1"));
}
