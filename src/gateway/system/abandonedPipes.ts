import { once } from "node:events";
import { readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { codeOf } from "../door/failureOfAttempt.ts";

/** How the folder of a house's socket begins, and what the socket in it is called. */
export const pipeFolderPrefix = "shuntyard-house-";
export const pipeName = "house";

/**
 * Removes what main processes that were killed have left behind: folders with a socket that nobody listens at. All that
 * is in doubt stays, such as the folder of another user, or of a server that is just starting.
 */
export async function removeAbandonedPipes(within: string): Promise<void> {
  // On Windows there is no file to be left behind.
  if (process.platform === "win32") return;
  const names = await readdir(within).catch((): string[] => []);
  const folders = names.filter((name) => name.startsWith(pipeFolderPrefix)).map((name) => join(within, name));
  await Promise.all(
    folders.map(async (folder) => {
      if (await isDeserted(join(folder, pipeName))) await rm(folder, { recursive: true, force: true }).catch(() => {});
    }),
  );
}

async function isDeserted(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
    return false;
  } catch (error) {
    return error instanceof Error && codeOf(error) === "ECONNREFUSED";
  } finally {
    socket.destroy();
  }
}
