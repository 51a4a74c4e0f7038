import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { answerOfFailure } from "./answerOfFailure.ts";
import { bodyLimit } from "./bodyParser.ts";
import { refuseCall } from "./canonicalError.ts";
import { type ControlPlaneOptions, controlPlane } from "./controlPlane.ts";
import { sendAnswer } from "./sendAnswer.ts";

/** Longest part of a path that can name anything; what is longer is answered without being looked up. */
const longestPathPart = 256;
const requestTimeoutMs = 30_000;

/**
 * A server of the control plane alone, which does not listen yet. Whatever comes in, HTTP that cannot be read included,
 * is answered by a canonical error. Loads fastify when it is called, which takes a tenth of a second.
 */
export async function controlServer(options: ControlPlaneOptions): Promise<FastifyInstance> {
  const { fastify } = await import("fastify");
  const onFault = options.onFault ?? ((): void => {});
  const server = fastify({
    bodyLimit,
    requestTimeout: requestTimeoutMs,
    routerOptions: { maxParamLength: longestPathPart },
    frameworkErrors: (error, _request, reply) => sendAnswer(reply, answerOfFailure(error, onFault)),
    clientErrorHandler: refuseUnreadable,
  });
  server.setErrorHandler((error, _request, reply) => sendAnswer(reply, answerOfFailure(error, onFault)));
  // What is sent to a path that leads nowhere is not looked at.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, _text, done) => done(null));
  server.setNotFoundHandler((request, reply) => {
    const call = `${request.method} ${request.url.slice(0, longestPathPart)}`;
    sendAnswer(reply, refuseCall("NOT_FOUND", `there is no call ${call}: see /openapi.json for those that there are`));
  });
  await server.register(controlPlane(options));
  return server;
}

/** Answers what is no HTTP, or too large a head of it, on the bare socket. */
function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const refused = refuseCall(
    "INVALID_ARGUMENT",
    `the request is no HTTP that can be read: ${error.code ?? error.message}`,
  );
  const body = JSON.stringify(refused.error);
  const head = [
    "HTTP/1.1 400 Bad Request",
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
