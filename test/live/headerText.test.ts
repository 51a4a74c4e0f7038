import fc from "fast-check";
import { expect, test } from "vitest";
import { headerBytes, headerText } from "../../src/live/headerText.ts";

test("a text that goes out as its bytes comes back as it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      fc.pre(!text.startsWith("\ufeff"));
      expect(Buffer.byteLength(text)).toBe(headerBytes(text).length);
      expect(headerText(headerBytes(text))).toBe(text);
    }),
  );
});

test("bytes that are no UTF-8 are taken one by one, and none is lost", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const raw = Buffer.from(bytes).toString("latin1");
      const text = headerText(`${raw}\u00ff`);
      expect(text).toBe(`${raw}\u00ff`);
    }),
  );
});
