import { type FileHandle, type FileReadResult, open } from "node:fs/promises";

const chunkLength = 2 ** 18;

/**
 * The bytes of a file in order, in chunks that are good only until the next one is asked for: two buffers take turns, one
 * being filled while the other is read. Rejects as Node's `open` and `read` do.
 */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array, void> {
  const file = await open(path);
  let filling = fill(file, Buffer.allocUnsafeSlow(chunkLength));
  let spare: Buffer = Buffer.allocUnsafeSlow(chunkLength);
  try {
    for (let full = await filling; full.bytesRead > 0; full = await filling) {
      filling = fill(file, spare);
      spare = full.buffer;
      yield full.buffer.subarray(0, full.bytesRead);
    }
  } finally {
    await filling.catch(() => {});
    await file.close();
  }
}

function fill(file: FileHandle, buffer: Buffer): Promise<FileReadResult<Buffer>> {
  const filled = file.read(buffer, 0, buffer.length, null);
  // Should it fail, it will be known when it is waited for; until then it must not count as an error without a handler.
  filled.catch(() => {});
  return filled;
}
