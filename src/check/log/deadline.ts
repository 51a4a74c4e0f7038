import { createContext, Script } from "node:vm";

const call = new Script("work()");

/**
 * Does work that may never end, such as matching a pattern that takes exponential time, and stops it when it takes too
 * long. Nothing in JavaScript interrupts a regular expression, but V8 does when it was called by a script with a time-out.
 * Costs some tens of microseconds each time.
 */
export class Deadline {
  private readonly ms: number;
  private readonly room: { work: () => void } = { work: () => {} };

  /** @param ms integer > 0 */
  constructor(ms: number) {
    this.ms = ms;
    createContext(this.room);
  }

  /** False when the work was stopped, wherever it was. What the work throws is thrown. */
  holds(work: () => void): boolean {
    this.room.work = work;
    try {
      call.runInContext(this.room, { timeout: this.ms });
      return true;
    } catch (error) {
      if (isTimeout(error)) return false;
      throw error;
    }
  }
}

/** The error comes from the other context, so it is no `Error` of this one. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
