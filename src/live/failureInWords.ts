/** Of an error of ours: the certificate is for another name. */
export const otherNameCode = "CERT_FOR_ANOTHER_NAME";

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
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "TLS failure (the certificate is signed by nobody who is trusted)",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "TLS failure (the certificate is signed by nobody who is trusted)",
  CERT_NOT_YET_VALID: "TLS failure (the certificate is not valid yet)",
  DEPTH_ZERO_SELF_SIGNED_CERT: "TLS failure (the certificate is self-signed)",
  SELF_SIGNED_CERT_IN_CHAIN: "TLS failure (the certificate is self-signed)",
  CERT_HAS_EXPIRED: "TLS failure (the certificate has expired)",
  [otherNameCode]: "TLS failure (the certificate is for another name)",
};

/**
 * Why a request got no answer, in few words, the same for the same cause. What was sent is never among them: headers
 * carry keys.
 */
export function failureInWords(error: Error): string {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // The one message that tells this from a connection that is closed.
  if (code === "UND_ERR_SOCKET" && error.message === "bad response") return "100 Continue that was not asked for";
  const known = words[code];
  if (known !== undefined) return known;
  // Its code, HPE_ and a word, is not always there.
  if (error.name === "HTTPParserError") return "answer is not HTTP";
  // The messages of these codes tell the name of a header, never its value.
  if (code === "UND_ERR_INVALID_ARG" || code === "UND_ERR_NOT_SUPPORTED") return `not sent: ${error.message}`;
  if (/^ERR_(SSL|TLS)_|CERT|ISSUER|SIGNATURE/.test(code)) return `TLS failure (${code})`;
  return `failed (${code === "" ? error.name : code})`;
}
