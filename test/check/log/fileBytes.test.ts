import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileBytes } from "../../../src/check/log/fileBytes.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shuntyard-log-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("fileBytes", () => {
  test.each([0, 1, 2 ** 18 - 1, 2 ** 18, 2 ** 18 + 1, 5 * 2 ** 18 + 3])(
    "gives all %d bytes in order",
    async (length) => {
      const path = join(folder, String(length));
      const written = Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 2_654_435_761) >>> 24));
      await writeFile(path, written);
      const read: Buffer[] = [];
      for await (const chunk of fileBytes(path)) read.push(Buffer.from(chunk));
      expect(Buffer.concat(read).equals(written)).toBe(true);
    },
  );

  test("may be left before the end", async () => {
    const path = join(folder, "left");
    await writeFile(path, Buffer.alloc(2 ** 20));
    for await (const chunk of fileBytes(path)) {
      expect(chunk).toHaveLength(2 ** 18);
      break;
    }
  });

  test("a file that is not there, or is a folder, is an error", async () => {
    await expect(fileBytes(join(folder, "none")).next()).rejects.toThrow("ENOENT");
    await expect(fileBytes(folder).next()).rejects.toThrow("EISDIR");
  });
});
