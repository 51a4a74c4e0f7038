import { expect, it } from "vitest";
import { failureInWords } from "../../src/live/failureInWords.ts";

const coded = (code: string, message = "secret"): Error => Object.assign(new Error(message), { code });

it.each([
  ["ECONNREFUSED", "connection refused"],
  ["ENOTFOUND", "name not found"],
  ["ECONNRESET", "connection reset"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "TLS failure (ERR_SSL_WRONG_VERSION_NUMBER)"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "TLS failure (the certificate is signed by nobody who is trusted)"],
  ["ERR_TLS_HANDSHAKE_TIMEOUT", "TLS failure (ERR_TLS_HANDSHAKE_TIMEOUT)"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "TLS failure (the certificate is self-signed)"],
  ["EMFILE", "failed (EMFILE)"],
])("%s is: %s", (code, words) => {
  expect(failureInWords(coded(code))).toBe(words);
});

it("what is no HTTP is told so, with a code and without", () => {
  const error = Object.assign(new Error("secret"), { name: "HTTPParserError" });
  expect(failureInWords(error)).toBe("answer is not HTTP");
  expect(failureInWords(Object.assign(error, { code: "HPE_INVALID_CONSTANT" }))).toBe("answer is not HTTP");
});

it("an error without a code is told by its name alone", () => {
  expect(failureInWords(new TypeError("secret"))).toBe("failed (TypeError)");
});

it("what the client does not send is told by its message, which names no value", () => {
  expect(failureInWords(coded("UND_ERR_NOT_SUPPORTED", "expect header not supported"))).toBe(
    "not sent: expect header not supported",
  );
});
