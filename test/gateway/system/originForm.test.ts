import fc from "fast-check";
import { expect, test } from "vitest";
import { originForm } from "../../../src/gateway/system/originForm.ts";
import { raw, testSystem } from "./systemWorld.ts";

test("what follows the host is the target, and what begins with a slash is left as it is", () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), fc.webPath(), (url, path) => {
      const { pathname, search } = new URL(url);
      expect(new URL(`http://x${originForm(url)}`)).toMatchObject({ pathname, search });
      expect(originForm(`/${path}`)).toBe(`/${path}`);
    }),
  );
});

test.each([
  ["http://yard:8080/v1/models?x=1", "/v1/models?x=1"],
  ["HTTP://yard", "/"],
  ["http://yard?x", "/?x"],
  ["*", "*"],
  ["//yard/v1/models", "//yard/v1/models"],
  ["ftp://yard/v1/models", "ftp://yard/v1/models"],
])("%s is %s", (target, form) => {
  expect(originForm(target)).toBe(form);
});

test.each(["/v1/models", "/healthz", "/v1/accounts/local/routers"])(
  "%s is served under its whole URL too",
  async (path) => {
    const { url } = await testSystem({ open: true });
    expect(await raw(url, `GET ${url}${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 200 /,
    );
  },
);
