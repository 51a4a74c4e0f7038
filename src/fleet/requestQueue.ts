import type { Work } from "./work.ts";

const none = -1;

/**
 * First come, first served queue of request numbers, linked through the columns of `Work`: no allocation a request,
 * and a request that gives up leaves from the middle in constant time. A request is in at most one queue.
 */
export class RequestQueue {
  length = 0;
  private head: number = none;
  private tail: number = none;
  private readonly work: Work;

  constructor(work: Work) {
    this.work = work;
  }

  push(request: number): void {
    const { previous, next } = this.work;
    previous[request] = this.tail;
    next[request] = none;
    if (this.tail === none) this.head = request;
    else next[this.tail] = request;
    this.tail = request;
    this.length++;
  }

  /** The request that waits longest, or -1. */
  peek(): number {
    return this.head;
  }

  /** Takes the request that waits longest; -1 when nobody waits. */
  shift(): number {
    const request = this.head;
    if (request === none) return none;
    const { previous, next } = this.work;
    const after = next[request] ?? none;
    this.head = after;
    if (after === none) this.tail = none;
    else previous[after] = none;
    this.length--;
    return request;
  }

  /** Takes out a request that is in this queue. */
  unlink(request: number): void {
    const { previous, next } = this.work;
    const before = previous[request] ?? none;
    const after = next[request] ?? none;
    if (before === none) this.head = after;
    else next[before] = after;
    if (after === none) this.tail = before;
    else previous[after] = before;
    this.length--;
  }
}
