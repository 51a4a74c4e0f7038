import { printable } from "../../report/printable.ts";
import { errorText } from "../errorText.ts";
import type { ApiCall } from "./apiCall.ts";

/** Faults that happen before anything has been sent. */
const beforeSending = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
];

/** Why there is no answer, and whether the change may have been made all the same. */
export function unreachableLine(error: unknown, baseUrl: URL, { method }: ApiCall): string {
  const code = codeOf(error);
  const reason =
    printable(error instanceof Error && error.message !== "" ? errorText(error) : code) || "no reason given";
  // What is no TLS fails at the handshake.
  if (beforeSending.includes(code) || code.startsWith("ERR_SSL_")) {
    return `${baseUrl.href} cannot be reached (${reason}): is the server running, and is --base-url right?`;
  }
  const doubt = method === "GET" ? "" : "; whether the change was made is not known: look before doing it again";
  return `${baseUrl.href} did not answer (${reason})${doubt}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
