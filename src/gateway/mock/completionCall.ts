/** A request for a completion, as far as it makes a difference to a mock replica. */
export interface CompletionCall {
  readonly kind: "chat" | "text";
  /** As the request has it: the answer says the same. */
  readonly model: string;
  /** Integer >= 0; see `textTokens`. */
  readonly promptTokens: number;
  /** Length of the answer, 1 to `answerLimit`; undefined: drawn. */
  readonly outputTokens: number | undefined;
  readonly stream: boolean;
  /** A stream ends with a chunk that tells the usage. */
  readonly includeUsage: boolean;
}
