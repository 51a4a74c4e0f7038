/**
 * Lets one transaction through at a time and knows which one is under way. All its errors are mistakes of the calling
 * code, said in a sentence.
 */
export class TransactionGate {
  private state: "idle" | "reading" | "changing" | "closed" = "idle";

  get changing(): boolean {
    return this.state === "changing";
  }

  /** Runs a transaction as the only one. */
  pass<T>(mode: "reading" | "changing", transaction: () => T): T {
    this.mustBeOpen();
    if (this.state !== "idle") throw new Error("A transaction began inside another one: use the tables of that one.");
    this.state = mode;
    try {
      return transaction();
    } finally {
      this.state = "idle";
    }
  }

  /** Passed by every reading of a table. */
  mustRead(): void {
    if (this.state === "idle" || this.state === "closed") {
      throw new Error("The tables of a transaction were used after it was over: begin a new one.");
    }
  }

  /** Passed by every edit of a table. */
  mustChange(): void {
    this.mustRead();
    if (this.state === "reading") throw new Error("Tables were edited in a transaction for reading: use change().");
  }

  mustBeOpen(): void {
    if (this.state === "closed") throw new Error("The store was used after it was closed.");
  }

  /** True when it was open until now. */
  close(): boolean {
    if (this.state === "closed") return false;
    if (this.state !== "idle") throw new Error("The store was closed inside a transaction: close it afterwards.");
    this.state = "closed";
    return true;
  }
}
