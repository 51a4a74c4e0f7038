import { once } from "node:events";
import { createServer, request } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chunkFrame, lastChunk } from "../../../src/gateway/door/chunkFrame.ts";

const piece = fc.uint8Array({ minLength: 1, maxLength: 5000 });

test("framed pieces are read as the bytes that they were, whatever these are", async () => {
  let frames: readonly Uint8Array[] = [];
  const server = createServer((_, response) => {
    response.socket?.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (const frame of frames) response.socket?.write(frame);
    response.socket?.end(lastChunk);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
      frames = pieces.map((bytes) => chunkFrame(Buffer.from(bytes)));
      const asked = request({ host: "127.0.0.1", port, agent: false }).end();
      const [answer] = await once(asked, "response");
      const read: Buffer[] = [];
      for await (const bytes of answer) read.push(bytes);
      expect(Buffer.concat(read)).toEqual(Buffer.concat(pieces));
    }),
    { numRuns: 30 },
  );
  server.close();
});

test("a token's worth, by hand", () => {
  expect(chunkFrame(Buffer.from("data: {}\n\n")).toString()).toBe("a\r\ndata: {}\n\n\r\n");
});

test.each([1, 15, 16, 255, 256, 4095, 4096, 65_535, 65_536, 1_048_576])(
  "the length of %d bytes is written whole",
  (n) => {
    expect(chunkFrame(Buffer.alloc(n, "x")).toString("latin1")).toBe(`${n.toString(16)}\r\n${"x".repeat(n)}\r\n`);
  },
);
