/** What has been opened and must be closed, last thing first. */
export class OpenParts {
  private readonly closings: (() => Promise<void>)[] = [];
  private closed: Promise<void> | undefined;

  add(close: () => Promise<void>): void {
    this.closings.push(close);
  }

  /** Closes every part, also when one cannot be closed; then throws the first error. Further calls wait for the first one. */
  close(): Promise<void> {
    this.closed ??= this.closeAll();
    return this.closed;
  }

  private async closeAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const close of this.closings.reverse()) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
