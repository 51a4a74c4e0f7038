/**
 * Something outside the program keeps the store from working. `busy`: another process holds it; the same may succeed in a
 * moment, and nothing was kept of this try. `unusable`: somebody has to look at the file first.
 */
export class StoreFault extends Error {
  override readonly name = "StoreFault";
  readonly kind: "busy" | "unusable";

  constructor(kind: "busy" | "unusable", message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}
