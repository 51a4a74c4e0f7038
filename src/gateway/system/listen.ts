import { once } from "node:events";
import type { Server } from "node:net";

/** Makes the server listen; gives its port. Throws the error of the system when it cannot. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}
