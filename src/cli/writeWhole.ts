import { open, realpath, rename, stat, unlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pid } from "node:process";

/** A text, bytes, or the pieces of a text that is too long to be held at once. */
export type FileContent = string | Uint8Array | Iterable<string>;

/**
 * Writes a file whole or not at all: a reader sees the old content or the new, never a part. What is no file, such as
 * a pipe, is written to directly; a symbolic link stays and its file is replaced.
 *
 * @throws Error of the file system; the file is then as it was
 */
export async function writeWhole(path: string, content: FileContent): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  if (before !== undefined && !before.isFile() && !before.isDirectory()) return writeFile(target, content);
  const draft = join(dirname(target), `.${basename(target)}.${pid}.draft`);
  try {
    const file = await open(draft, "w", before?.mode);
    try {
      await writeFile(file, content);
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
