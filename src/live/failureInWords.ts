/** By the code of the error. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  EPIPE: "connection reset",
  UND_ERR_SOCKET: "connection closed without an answer",
  ENOTFOUND: "name not found",
  EAI_AGAIN: "name not found (the name server does not answer)",
  EHOSTUNREACH: "no route to the host",
  ENETUNREACH: "no route to the host",
  ETIMEDOUT: "timed out",
  UND_ERR_CONNECT_TIMEOUT: "timed out",
  UND_ERR_HEADERS_OVERFLOW: "headers of the answer are too large",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "answer cut short",
  EPROTO: "TLS failure (EPROTO)",
  DEPTH_ZERO_SELF_SIGNED_CERT: "TLS failure (the certificate is self-signed)",
  SELF_SIGNED_CERT_IN_CHAIN: "TLS failure (the certificate is self-signed)",
  CERT_HAS_EXPIRED: "TLS failure (the certificate has expired)",
  ERR_TLS_CERT_ALTNAME_INVALID: "TLS failure (the certificate is for another name)",
};

/**
 * Why a request got no answer, in few words, the same for the same cause. What was sent is never among them: headers
 * carry keys.
 */
export function failureInWords(error: Error): string {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const known = words[code];
  if (known !== undefined) return known;
  // Its code, HPE_ and a word, is not always there.
  if (error.name === "HTTPParserError") return "answer is not HTTP";
  // The messages of this code tell the name of a header, never its value.
  if (code === "UND_ERR_INVALID_ARG") return `not sent: ${error.message}`;
  if (/^ERR_(SSL|TLS)_|CERT|ISSUER|SIGNATURE/.test(code)) return `TLS failure (${code})`;
  return `failed (${code === "" ? error.name : code})`;
}
