import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";

export interface LocalServer {
  readonly url: URL;
  close(): Promise<void>;
}

/** An HTTP server on a free port of this machine. */
export async function serve(listener: RequestListener, host?: string): Promise<LocalServer> {
  return listen(createServer(listener), host);
}

/** The same over TLS, with one of the certificates beside this file. */
export async function serveTls(
  certificate: "valid" | "expired" | "other-name",
  listener: RequestListener,
): Promise<LocalServer> {
  const file = (name: string): Buffer => readFileSync(new URL(`./certificates/${name}.pem`, import.meta.url));
  const server = await listen(createTlsServer({ key: file("key"), cert: file(certificate) }, listener));
  server.url.protocol = "https:";
  return server;
}

/** A server that does with each connection what it likes. */
export async function serveTcp(onConnection: (socket: Socket) => void): Promise<LocalServer> {
  return listen(
    createTcpServer((socket) => {
      socket.on("error", () => {});
      onConnection(socket);
    }),
  );
}

async function listen(server: Server, host = "127.0.0.1"): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: new URL(`http://${host.includes(":") ? `[${host}]` : host}:${address.port}/`),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
