import { request as ask, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { pipeline, Transform } from "node:stream";
import { bodyLimit } from "../control/bodyParser.ts";
import { refuseCall } from "../control/canonicalError.ts";
import { codeOf } from "../door/failureOfAttempt.ts";
import { patientConnection } from "./patientConnection.ts";
import { sendSystemJson } from "./sendSystemJson.ts";

/** Meant for one connection only (RFC 9110, section 7.6.1); `expect` has been met by then. */
const perConnection: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "upgrade",
  "expect",
]);

const nothing = Buffer.alloc(0);

/**
 * Has calls answered by the server at a socket of this machine: method, target, headers and bodies go there and back as
 * they are, as a stream. Every call has a connection of its own, since one that is kept may be closed just as it is used.
 * A client that goes away ends its call there too.
 */
export function passOn(socketPath: string): RequestListener {
  return (request, response) => {
    patientConnection(socketPath, () => !response.destroyed).then(
      (socket) => {
        if (socket !== undefined) passAlong(request, response, socket);
      },
      (error: unknown) => {
        request.resume();
        fail(response, error);
      },
    );
  };
}

function passAlong(request: IncomingMessage, response: ServerResponse, socket: Socket): void {
  if (response.destroyed) {
    socket.destroy();
    return;
  }
  const onward = ask({
    createConnection: () => socket,
    method: request.method,
    path: request.url,
    headers: headersOf(request),
  });
  onward.on("response", (answer) => passBack(answer, response));
  onward.on("error", (error) => {
    request.resume();
    fail(response, error);
  });
  // Also when all has gone well: nobody else has a use for the connection.
  response.on("close", () => socket.destroy());
  request.on("error", () => socket.destroy());
  // Sends the head at once, byte for byte: flushHeaders() would write what is no ASCII in it as UTF-8.
  onward.write(nothing);
  request.pipe(upTo(wantedOf(request))).pipe(onward);
}

function passBack(answer: IncomingMessage, response: ServerResponse): void {
  const { statusCode = 502, statusMessage = "", rawHeaders } = answer;
  response.writeHead(statusCode, statusMessage, withoutConnection(rawHeaders));
  // Half an answer must not be taken for a whole one: the pipeline breaks the connection off.
  pipeline(answer, response, () => {});
}

/** Bytes of the body after which the control plane has refused it. */
function wantedOf({ headers }: IncomingMessage): number {
  return Number(headers["content-length"] ?? 0) > bodyLimit ? 0 : bodyLimit + 1;
}

/**
 * Lets so many bytes through and swallows the rest. Who has refused a body that is too long closes the connection: what is
 * still being sent then would break it before the answer has been read.
 */
function upTo(limit: number): Transform {
  let room = limit;
  return new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      const part = chunk.subarray(0, room);
      room -= part.length;
      if (part.length > 0) this.push(part);
      done();
    },
    // An end would come too early for whoever has been promised more.
    flush: (done) => {
      if (room > 0) done();
    },
  });
}

/** An error after the answer has come is about the rest of a body that nobody wants to read. */
function fail(response: ServerResponse, reason: unknown): void {
  const code = reason instanceof Error ? codeOf(reason) : String(reason);
  const message = `the main process of this server does not answer (${code}): try again in a moment`;
  sendSystemJson(response, 503, refuseCall("UNAVAILABLE", message).error, { "retry-after": "1" });
}

function headersOf({ rawHeaders, headers, method }: IncomingMessage): string[] {
  const passed = withoutConnection(rawHeaders);
  const bare = headers["content-length"] === undefined && headers["transfer-encoding"] === undefined;
  // Without it, such a call would go on as one whose body has an unknown length.
  if (bare && method !== "GET" && method !== "HEAD") passed.push("content-length", "0");
  // With "close", the other side would not wait for the rest of a body that it does not want.
  passed.push("connection", "keep-alive");
  return passed;
}

function withoutConnection(raw: readonly string[]): string[] {
  return raw.filter((_, i) => !perConnection.has((raw[i - (i % 2)] ?? "").toLowerCase()));
}
