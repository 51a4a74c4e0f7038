import { createServer, type Server } from "node:http";
import type { Door } from "./door.ts";
import { endWithConnection } from "./endWithConnection.ts";
import { lingerOnClose } from "./lingerOnClose.ts";
import { refuseUnreadable } from "./refuseUnreadable.ts";

/** How the server treats connections. Times in milliseconds. */
export interface ConnectionLimits {
  /** For the head of a request; a slower one gets 408. */
  readonly headersTimeoutMs: number;
  /** For a whole request with its body; a slower one gets 408. */
  readonly requestTimeoutMs: number;
  /** How long a connection may wait for its next request. */
  readonly keepAliveMs: number;
  /** All headers of a request together; more get 431. */
  readonly headerBytes: number;
  /** How often slow requests are looked for. */
  readonly checkEveryMs: number;
}

const usualConnectionLimits: ConnectionLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 60_000,
  // Longer than the clients and proxies before it keep theirs: whoever closes first must not be the one that is asked.
  keepAliveMs: 75_000,
  headerBytes: 16_384,
  checkEveryMs: 1_000,
};

/** An HTTP server for a door that is not yet listening. What is not HTTP gets 400. */
export function createDoorServer({ listener }: Pick<Door, "listener">, limits: Partial<ConnectionLimits> = {}): Server {
  const { headersTimeoutMs, requestTimeoutMs, keepAliveMs, headerBytes, checkEveryMs } = {
    ...usualConnectionLimits,
    ...limits,
  };
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: checkEveryMs,
      maxHeaderSize: headerBytes,
      noDelay: true,
      insecureHTTPParser: false,
    },
    (request, response) => {
      endWithConnection(request, response);
      listener(request, response);
    },
  );
  return server.on("connection", lingerOnClose).on("clientError", refuseUnreadable);
}
