import type { exitCode } from "../exitCode.ts";
import type { Fields } from "./fields.ts";

/** What came of a call. */
export type CallOutcome = { readonly kind: "answer"; readonly body: Fields } | CallFailure;

export interface CallFailure {
  readonly kind: "failure";
  /** `fail`: the server refused it. `error`: there is no server, or it cannot. */
  readonly code: typeof exitCode.fail | typeof exitCode.error;
  /** A sentence for each mistake, harmless to a terminal. */
  readonly lines: readonly string[];
}
