import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { ReplicaState } from "../../fleet/deployment.ts";
import { readBody } from "../door/readBody.ts";
import type { CompletionCall } from "./completionCall.ts";
import { readCompletionCall } from "./readCompletionCall.ts";
import { badCall, type ReplicaError } from "./replicaError.ts";
import { resetConnection } from "./resetConnection.ts";
import { sendJson, sendReplicaError } from "./sendJson.ts";

/** What a replica's server asks of the deployment that it belongs to. */
export interface ReplicaDesk {
  state(): ReplicaState;
  /** `GET /v1/models`. */
  modelsJson(): string;
  /** Serves the call; returns what is to be called when the response is closed, by whichever side. */
  take(call: CompletionCall, response: ServerResponse): () => void;
  /** The server listens now, or it never will. */
  opened(failure: Error | undefined): void;
  /** Nothing is left of the server. */
  closed(): void;
}

/** Longest body that is read: prompts of some million tokens. */
const bodyLimitBytes = 64 * 2 ** 20;

/** Longer than the pools of usual clients keep a connection, so that it is they who close it. */
const keepAliveMs = 75_000;

/** What a client has to take in the rest of its answer, after the replica has gone. */
const lingerMs = 5_000;

/** The HTTP server of one replica on a port of its own, as an LLM server has it. */
export class ReplicaServer {
  /** Such as "http://127.0.0.1:41234"; undefined until it listens. */
  baseUrl: string | undefined;
  private readonly desk: ReplicaDesk;
  private readonly server: Server;
  private readonly routes: ReadonlyMap<string, Route>;
  private readonly open = new Set<ServerResponse>();
  private retired = false;
  private failed = false;

  constructor(desk: ReplicaDesk) {
    this.desk = desk;
    this.server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) =>
      this.handle(request, response),
    );
    this.server.on("error", (error) => this.failedToListen(error));
    this.server.on("close", () => desk.closed());
    this.routes = new Map([
      ["/health", { method: "GET", answer: (_, response) => this.tellHealth(response) }],
      ["/v1/models", { method: "GET", answer: (_, response) => sendJson(response, 200, desk.modelsJson()) }],
      ["/v1/chat/completions", { method: "POST", answer: (...both) => this.complete("chat", ...both) }],
      ["/v1/completions", { method: "POST", answer: (...both) => this.complete("text", ...both) }],
    ]);
    this.server.listen(0, "127.0.0.1", () => this.listening());
  }

  /** Takes no connection any more; answers that are being sent are sent to their end. */
  retire(): void {
    if (this.retired) return;
    this.close();
    this.server.closeIdleConnections();
    setTimeout(() => this.server.closeAllConnections(), lingerMs).unref();
  }

  /** Every connection is reset. */
  crash(): void {
    for (const response of this.open) resetConnection(response);
    this.close();
    this.server.closeAllConnections();
  }

  /** A server that has not begun to listen cannot be closed: it is when it listens. */
  private close(): void {
    this.retired = true;
    if (this.baseUrl !== undefined) this.server.close();
    else if (this.failed) this.desk.closed();
  }

  private failedToListen(error: Error): void {
    this.failed = true;
    this.desk.opened(error);
    if (this.retired) this.desk.closed();
  }

  private listening(): void {
    const address = this.server.address();
    if (typeof address !== "object" || address === null) return;
    this.baseUrl = `http://127.0.0.1:${address.port}`;
    if (this.retired) this.server.close();
    this.desk.opened(undefined);
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    this.open.add(response);
    response.on("error", () => {});
    response.on("close", () => {
      this.open.delete(response);
      // A connection that is kept alive would keep the server: nobody has told it to close this one.
      if (this.retired && response.writableFinished) request.socket.end();
    });
    const path = (request.url ?? "").replace(/\?.*$/, "");
    const route = this.routes.get(path);
    if (route === undefined) sendReplicaError(response, unknownPath(path));
    else if (route.method !== request.method) sendReplicaError(response, wrongMethod(request.method, route.method));
    else route.answer(request, response);
  }

  private tellHealth(response: ServerResponse): void {
    const state = this.desk.state();
    sendJson(response, state === "ready" ? 200 : 503, JSON.stringify({ status: state }));
  }

  private complete(kind: CompletionCall["kind"], request: IncomingMessage, response: ServerResponse): void {
    request.on("error", () => {});
    readBody(request, bodyLimitBytes, (body) => {
      const call =
        body === "too large"
          ? badCall(413, "body_too_large", `expected a body of at most ${bodyLimitBytes} bytes`)
          : readCompletionCall(kind, body);
      if ("status" in call) sendReplicaError(response, call);
      else if (!response.destroyed) response.on("close", this.desk.take(call, response));
    });
  }
}

interface Route {
  readonly method: "GET" | "POST";
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
}

function unknownPath(path: string): ReplicaError {
  const known = "POST /v1/chat/completions, POST /v1/completions, GET /v1/models, GET /health";
  return badCall(404, "not_found", `there is nothing at ${JSON.stringify(path)}; expected one of ${known}`);
}

function wrongMethod(got: string | undefined, method: string): ReplicaError {
  const error = badCall(405, "method_not_allowed", `expected ${method}, got ${got ?? "none"}`);
  return { ...error, headers: { allow: method } };
}
