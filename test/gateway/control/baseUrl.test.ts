import fc from "fast-check";
import { expect, it, test } from "vitest";
import { readBaseUrl } from "../../../src/gateway/control/baseUrl.ts";

const pieces = fc.record({
  scheme: fc.constantFrom("http://", "https://", "HTTP://", "ftp://", "file:///", "javascript:", "ws://", "//", ""),
  user: fc.constantFrom("", "", "", "u@", "u:p@", ":@"),
  host: fc.oneof(fc.constantFrom("10.0.0.7:8000", "[::1]:80", "gpu.example", "x"), fc.string({ maxLength: 5 })),
  path: fc.oneof(fc.constantFrom("", "/", "/vllm//", "/a/../b"), fc.string({ maxLength: 5 })),
  end: fc.constantFrom("", "", "?", "?q=1", "#", "#f"),
});

it("is http or https without user, query and fragment, and reads the same again; else there is a mistake in words", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map(({ scheme, user, host, path, end }) => scheme + user + host + path + end),
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.string({ unit: "binary" }),
      ),
      (text) => {
        const read = readBaseUrl(text);
        if ("mistake" in read) {
          expect(read.mistake).toMatch(/^expected /);
          return;
        }
        const { protocol, username, password, search, hash } = new URL(read.url);
        expect(["http:", "https:"]).toContain(protocol);
        expect([username, password, search, hash]).toEqual(["", "", "", ""]);
        expect(read.url).not.toMatch(/\/$|[?#]/);
        expect(readBaseUrl(read.url)).toEqual(read);
      },
    ),
  );
});

test.each([
  ["http://10.0.0.7:8000/", "http://10.0.0.7:8000"],
  ["https://GPU.example:443/vllm//", "https://gpu.example/vllm"],
  ["http://[::1]:8000", "http://[::1]:8000"],
])("%s is %s", (text, url) => {
  expect(readBaseUrl(text)).toEqual({ url });
});

test.each(["ftp://x", "file:///etc/passwd", "10.0.0.7:8000", "", "http://", `http://x/${"/".repeat(2000)}`])(
  "text %# is none",
  (text) => {
    expect(readBaseUrl(text)).toEqual({ mistake: expect.stringContaining("expected an http or https URL") });
  },
);

test.each(["http://x?", "http://x#", "http://x/?q", "http://x/#f"])("%j ends with more than its path", (text) => {
  expect(readBaseUrl(text)).toMatchObject({ mistake: expect.stringContaining("ends with its path") });
});
