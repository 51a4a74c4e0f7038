import fc from "fast-check";
import { expect, test } from "vitest";
import { answerHead, requestHeaders } from "../../../src/gateway/door/forwardedHeaders.ts";

const hop = ["connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te"].concat([
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
const ofRequest = [...hop, "host", "content-length", "expect", "authorization"];

const word = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);
const anyCase = (name: string): fc.Arbitrary<string> =>
  fc.mixedCase(fc.constant(name), { toggleCase: (character) => character.toUpperCase() });
const name = fc.oneof(
  fc.constantFrom(...ofRequest, "x-shuntyard-replica", "date", "content-type").chain(anyCase),
  word,
);
const value = fc.oneof(fc.string({ unit: "binary" }).map(latin1), fc.constantFrom("keep-alive", "close", "12"));
const named = fc.oneof(
  fc.tuple(name, value),
  fc.tuple(
    anyCase("connection"),
    fc.array(name).map((names) => names.join(", ")),
  ),
);
const headers = fc.array(named);

/** What is said of them, written down as it is said: whoever is dropped by name, or named by a `Connection` header. */
function forwarded(list: readonly (readonly [string, string])[], dropped: readonly string[]): readonly string[] {
  const tokens = list.filter(([key]) => key.toLowerCase() === "connection").flatMap(([, text]) => text.split(","));
  const gone = new Set([...tokens.map((token) => token.trim().toLowerCase()), ...dropped]);
  return list.filter(([key]) => !gone.has(key.toLowerCase()) && !key.toLowerCase().startsWith("x-shuntyard-")).flat();
}

test("of a request everything passes in its order but what is for one connection, the door or the key", () => {
  fc.assert(
    fc.property(headers, (list) => {
      expect(requestHeaders(list.flat())).toEqual(forwarded(list, ofRequest));
    }),
  );
});

test("of an answer everything passes in its order, byte for byte, but what is for one connection or the door's to say", () => {
  fc.assert(
    fc.property(headers, (list) => {
      const head = answerHead(list.flat().map((text) => Buffer.from(text, "latin1")));
      expect(head.headers).toEqual(forwarded(list, hop));
    }),
  );
});

test("however many names there have been", () => {
  for (let i = 0; i < 3000; i++) {
    const list = [`x-${i}`, "1", `X-Shuntyard-${i}`, "2", "Date", "3"];
    expect(requestHeaders(list)).toEqual([`x-${i}`, "1", "Date", "3"]);
  }
});

test("the length of a body is known where the answer tells it", () => {
  const lengthOf = (...list: readonly string[]): number | undefined =>
    answerHead(list.map((text) => Buffer.from(text))).bodyBytes;
  expect(lengthOf("Content-Length", "12", "Date", "1")).toBe(12);
  expect(lengthOf("Transfer-Encoding", "chunked")).toBeUndefined();
});

function latin1(text: string): string {
  return Buffer.from(text).toString("latin1");
}
