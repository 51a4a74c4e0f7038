import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { plainBody } from "../../src/live/plainBody.ts";

const encoders: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: gzipSync,
  "x-gzip": gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  identity: (bytes) => bytes,
};

const lists = fc.array(fc.constantFrom(...Object.keys(encoders)), { maxLength: 3 });

test("gives what was compressed, by one encoding after the other, in any case", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), lists, fc.boolean(), (bytes, names, upper) => {
      const packed = names.reduce<Uint8Array>((inner, name) => encoders[name]?.(inner) ?? inner, bytes);
      const listed = upper ? names.join(", ").toUpperCase() : names.join(",");
      const plain = plainBody(packed, listed);
      expect(plain.kind === "plain" && [...plain.bytes]).toEqual([...bytes]);
    }),
  );
});

test("never throws, whatever the bytes and the encoding", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.oneof(fc.string(), lists.map(String)), (bytes, listed) => {
      expect(["plain", "none"]).toContain(plainBody(bytes, listed).kind);
    }),
  );
});

test("a few bytes that would become very many are not unpacked", () => {
  expect(plainBody(gzipSync(Buffer.alloc(2 ** 20 + 1)), "gzip")).toEqual({
    kind: "none",
    reason: "body larger than 1 MiB",
  });
  expect(plainBody(gzipSync(Buffer.alloc(2 ** 20)), "gzip").kind).toBe("plain");
});
