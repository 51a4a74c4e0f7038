import { once } from "node:events";
import { createServer } from "node:net";
import { listen } from "./listen.ts";

/** The port, when it can be listened at, or one that is free for 0. Throws the error of the system when it cannot. */
export async function freePort(host: string, port: number): Promise<number> {
  const server = createServer();
  const free = await listen(server, host, port);
  const closed = once(server, "close");
  server.close();
  await closed;
  return free;
}
