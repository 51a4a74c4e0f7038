import { open, realpath, rename, stat, unlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pid } from "node:process";

/**
 * Writes a file whole or not at all: a reader sees the old content or the new, never a part. What is no file, such as
 * a pipe, is written to directly; a symbolic link stays and its file is replaced.
 *
 * @throws Error of the file system; the file is then as it was
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  if (before !== undefined && !before.isFile() && !before.isDirectory()) return writeFile(target, text);
  const draft = join(dirname(target), `.${basename(target)}.${pid}.draft`);
  try {
    const file = await open(draft, "w", before?.mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
}
