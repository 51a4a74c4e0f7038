/** An API key that somebody gave us, in clear: it is never shown, and only its hash is kept. */
export interface GivenKey {
  readonly account: string;
  /** Unique in the account; what the key makes carries it as `createdBy`. */
  readonly name: string;
  readonly key: string;
}
