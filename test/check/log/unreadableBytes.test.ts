import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { unreadableBytes } from "../../../src/check/log/unreadableBytes.ts";
import { readText } from "./readText.ts";

test("what is compressed, or UTF-16, is named with what turns it into a log", () => {
  expect(unreadableBytes(gzipSync("a\n"))).toMatch(/compressed \(gzip\).*gunzip -c/);
  expect(unreadableBytes(Buffer.from("\uFEFFa\n", "utf16le"))).toMatch(/UTF-16.*iconv/);
});

test("no text in UTF-8 is refused, with a byte order mark or without", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(unreadableBytes(Buffer.from(text))).toBeUndefined();
      expect(unreadableBytes(Buffer.from(`\uFEFF${text}`))).toBeUndefined();
    }),
  );
});

test("of two columns of one name nobody can tell which is meant", async () => {
  const { reading } = await readText("time,d,d\n1,a,b\n", { kind: "csv", column: "d" });
  expect(reading).toMatchObject({ kind: "mistake", mistake: expect.stringContaining('several columns "d"') });
  expect((await readText("d,d,e\n1,a,b\n", { kind: "csv", column: "e" })).reading.kind).toBe("read");
});
