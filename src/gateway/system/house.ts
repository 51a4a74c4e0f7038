import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { httpStatuses, refuseCall } from "../control/canonicalError.ts";
import { callerOf, type Principal } from "../control/principal.ts";
import type { Readiness } from "./readiness.ts";
import { sendSystemJson } from "./sendSystemJson.ts";

export interface HouseParts {
  readonly control: RequestListener;
  readonly readiness: () => Readiness;
  /** In the text of Prometheus, of one account unless all are meant. */
  readonly metrics: (account: string | undefined) => Promise<string>;
  readonly principalOf: (key: string) => Principal | undefined;
  readonly open: boolean;
  readonly onFault: (error: unknown) => void;
}

type Page = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers whatever is not for the data plane: `GET /healthz` (the process lives), `/readyz` (every gateway routes),
 * `/metrics`, and the control plane. Where keys are needed, `/metrics` needs one too and tells what is of its account.
 */
export function house(parts: HouseParts): RequestListener {
  const pages: ReadonlyMap<string, Page> = new Map<string, Page>([
    ["/healthz", (_, response) => sendSystemJson(response, 200, { status: "alive" })],
    ["/readyz", (_, response) => tellReadiness(response, parts.readiness())],
    ["/metrics", (request, response) => tellMetrics(parts, request, response)],
  ]);
  return (request, response) => {
    const page = pages.get((request.url ?? "").split("?", 1)[0] ?? "");
    if (page !== undefined && (request.method === "GET" || request.method === "HEAD")) {
      request.resume();
      page(request, response);
    } else if (parts.readiness().status === "draining") {
      request.resume();
      const { error } = refuseCall("UNAVAILABLE", "this server is shutting down");
      sendSystemJson(response, httpStatuses[error.code], error, { "retry-after": "1", connection: "close" });
    } else {
      parts.control(request, response);
    }
  };
}

function tellReadiness(response: ServerResponse, readiness: Readiness): void {
  const ready = readiness.status === "ready";
  sendSystemJson(response, ready ? 200 : 503, readiness, ready ? {} : { "retry-after": "1" });
}

function tellMetrics(parts: HouseParts, { headers }: IncomingMessage, response: ServerResponse): void {
  const caller = callerOf(parts.principalOf, headers.authorization, parts.open);
  if (caller.kind === "refused") {
    sendSystemJson(response, 401, caller.error, { "www-authenticate": "Bearer" });
    return;
  }
  parts.metrics(parts.open ? undefined : caller.principal.account).then(
    (text) => {
      response.writeHead(200, {
        "content-type": "text/plain; version=0.0.4; charset=utf-8",
        "cache-control": "no-store",
      });
      response.end(text);
    },
    (error: unknown) => {
      parts.onFault(error);
      sendSystemJson(response, 500, refuseCall("INTERNAL", "the server failed at this call: see its log").error);
    },
  );
}
