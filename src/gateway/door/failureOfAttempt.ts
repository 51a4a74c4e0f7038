/** What an error of an attempt means for the request. */
export type AttemptFailure =
  /** No connection: the replica has not seen the request. */
  | "unreachable"
  /** The connection broke before the answer: it may have been closed as idle just then, or the replica died. */
  | "broken"
  /** The replica speaks no HTTP that could be passed on. */
  | "unreadable";

const breaks: readonly string[] = ["UND_ERR_SOCKET", "UND_ERR_CLOSED", "UND_ERR_DESTROYED", "ECONNRESET", "EPIPE"];

export function failureOfAttempt(error: Error, sent: boolean): AttemptFailure {
  if (!sent) return "unreachable";
  return breaks.includes(codeOf(error)) ? "broken" : "unreadable";
}

/** Such as ECONNREFUSED; the name of the error when it has no code. */
export function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
