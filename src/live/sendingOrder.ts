/**
 * Puts answers back into the order in which their requests were sent. An answer waits until all before it are in, so at
 * most rate x timeout of them wait.
 */
export class SendingOrder<T extends object> {
  private readonly report: (answer: T) => void;
  private readonly waiting: Map<number, T> = new Map();
  private next = 0;

  /** @param report is called once for each answer, in the order of their indices */
  constructor(report: (answer: T) => void) {
    this.report = report;
  }

  /** @param index of the request, from 0; each comes once */
  put(index: number, answer: T): void {
    this.waiting.set(index, answer);
    for (let first = this.waiting.get(this.next); first !== undefined; first = this.waiting.get(this.next)) {
      this.waiting.delete(this.next++);
      this.report(first);
    }
  }
}
