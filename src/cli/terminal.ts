/** A stream to write to, with what there is to know about the terminal behind it. */
export interface Output {
  write(text: string): unknown;
  /** Absent or false: a file or a pipe. */
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The streams and the environment that a command sees. */
export interface Terminal {
  /** For results alone. */
  readonly stdout: Output;
  /** For progress, notes and mistakes. */
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
