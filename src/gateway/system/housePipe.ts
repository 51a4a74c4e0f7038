import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A server at a socket that only this user can reach. */
export interface HousePipe {
  readonly path: string;
  close(): Promise<void>;
}

/** More than a gateway takes in, so that whatever came through one comes through here. */
const headerBytes = 65_536;

/** Makes the listener answer at a socket in a folder of its own, for the gateway processes. */
export async function housePipe(listener: RequestListener): Promise<HousePipe> {
  const folder = await mkdtemp(join(tmpdir(), "shuntyard-"));
  const path = process.platform === "win32" ? join("\\\\.\\pipe", folder) : join(folder, "house");
  const server = createServer({ maxHeaderSize: headerBytes }, listener);
  try {
    server.listen(path);
    await once(server, "listening");
    if (process.platform !== "win32") await chmod(path, 0o600);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    path,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
