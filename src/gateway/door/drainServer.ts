import type { Server } from "node:http";
import type { Door } from "./door.ts";

/**
 * Takes a server out of service without breaking an answer: idle connections are closed, requests that still come get 503,
 * answers in flight end within the grace period (milliseconds, >= 0); then the server is closed.
 */
export async function drainServer(server: Server, door: Door, graceMs: number): Promise<void> {
  const drained = door.drain(graceMs);
  server.closeIdleConnections();
  await drained;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
