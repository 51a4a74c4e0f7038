/** Takes the bytes of a log as they come. */
export interface LogReader {
  /** Lines that have been read, blank ones and the header of a table among them. */
  readonly lines: number;
  /** Why the log cannot be read as asked, in a sentence; undefined as long as it can. */
  readonly mistake: string | undefined;
  /** The next bytes; they may be overwritten once it has returned, or the promise it returned has settled. */
  write(chunk: Buffer): void | Promise<void>;
  /** There are no more. */
  end(): void | Promise<void>;
}

/** Makes something of one line. */
export interface LineReader {
  /**
   * A line that is not blank: bytes `from` to `to` without its end. `bytes` is another object for other contents.
   *
   * @param ended whether the line had an end; only the last of a log may have none
   */
  read(bytes: Buffer, from: number, to: number, line: number, ended: boolean): void;
}
