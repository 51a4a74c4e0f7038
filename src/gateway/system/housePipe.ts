import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lingerOnClose } from "../door/lingerOnClose.ts";
import { pipeFolderPrefix, pipeName, removeAbandonedPipes } from "./abandonedPipes.ts";

/** A server at a socket that only this user can reach. */
export interface HousePipe {
  readonly path: string;
  close(): Promise<void>;
}

/** More than a gateway takes in, so that whatever came through one comes through here. */
const headerBytes = 65_536;
/** Calls that may wait to be taken up: at a socket of this kind one more is refused at once. The system may allow less. */
const backlog = 4096;

/** Makes the listener answer at a socket in a folder of its own, for the gateway processes. */
export async function housePipe(listener: RequestListener): Promise<HousePipe> {
  await removeAbandonedPipes(tmpdir());
  const folder = await mkdtemp(join(tmpdir(), pipeFolderPrefix));
  const path = process.platform === "win32" ? join("\\\\.\\pipe", folder) : join(folder, pipeName);
  const server = createServer({ maxHeaderSize: headerBytes }, listener).on("connection", lingerOnClose);
  try {
    server.listen({ path, backlog });
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
