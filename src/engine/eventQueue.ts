/** Rows at most, so pending events plus one; a simulation that needs more schedules faster than it consumes. */
const rowLimit = 2 ** 22;

/**
 * The events that are still to come, in order of (time, order of scheduling): events of the same instant leave in the
 * order they came. An event is a time, a code and a subject; what they mean is the business of whoever runs the loop.
 *
 * A binary heap over columns, so that nothing is allocated per event. `pop` leaves a hole at the top that the next
 * `push` fills, because most events schedule another one.
 *
 * @example
 * while (queue.nextTimeMs <= endMs) {
 *   queue.pop();
 *   handle(queue.timeMs, queue.code, queue.subject);
 * }
 */
export class EventQueue {
  /** Time of the event that `pop` would give; Infinity when there is none. For reading only. */
  nextTimeMs: number = Number.POSITIVE_INFINITY;
  /** The event popped last. */
  timeMs: number = Number.NaN;
  code = 0;
  subject = 0;

  /** Heap of times; Infinity from `count` on, so that a missing child never comes first. */
  private times: Float64Array = new Float64Array(64).fill(Number.POSITIVE_INFINITY);
  /** The row of columns that belongs to each place of the heap; those from `count` on are free. */
  private rows: Int32Array = ascending(64);
  private sequences: Float64Array = new Float64Array(64);
  private codes: Int32Array = new Int32Array(64);
  private subjects: Int32Array = new Int32Array(64);
  private count = 0;
  private hasHole = false;
  private pushed = 0;

  /** Events that are pending. */
  get size(): number {
    return this.hasHole ? this.count - 1 : this.count;
  }

  /**
   * Schedules an event.
   *
   * @param timeMs finite; it may lie before the event popped last, the queue has no clock
   * @param code signed 32-bit integer
   * @param subject signed 32-bit integer
   * @throws RangeError when the time is not finite, or more than 4 194 303 events are pending
   */
  push(timeMs: number, code: number, subject: number): void {
    if (!Number.isFinite(timeMs)) throw new RangeError(`an event needs a finite time, got ${timeMs}`);
    if (timeMs < this.nextTimeMs) this.nextTimeMs = timeMs;
    if (this.hasHole) {
      this.hasHole = false;
      const row = this.rows[0] ?? 0;
      this.fill(row, code, subject);
      this.sink(timeMs, row);
      return;
    }
    if (this.count + 1 === this.times.length) this.grow();
    const row = this.rows[this.count] ?? 0;
    this.fill(row, code, subject);
    this.rise(this.count++, timeMs, row);
  }

  /**
   * Takes the next event out; `timeMs`, `code` and `subject` then tell which it was.
   *
   * @throws Error when no event is pending
   */
  pop(): void {
    if (this.hasHole) this.closeHole();
    if (this.count === 0) throw new Error("no event is pending: look at nextTimeMs before pop");
    const row = this.rows[0] ?? 0;
    this.timeMs = this.times[0] ?? 0;
    this.code = this.codes[row] ?? 0;
    this.subject = this.subjects[row] ?? 0;
    this.hasHole = true;
    const left = this.times[1] ?? 0;
    const right = this.times[2] ?? 0;
    this.nextTimeMs = left < right ? left : right;
  }

  private fill(row: number, code: number, subject: number): void {
    this.sequences[row] = this.pushed++;
    this.codes[row] = code;
    this.subjects[row] = subject;
  }

  private closeHole(): void {
    const { times, rows } = this;
    this.hasHole = false;
    const last = --this.count;
    const timeMs = times[last] ?? 0;
    const row = rows[last] ?? 0;
    times[last] = Number.POSITIVE_INFINITY;
    if (last === 0) return;
    rows[last] = rows[0] ?? 0;
    this.sink(timeMs, row);
  }

  /** Puts an event in at the top. */
  private sink(timeMs: number, row: number): void {
    const { times, rows, sequences, count } = this;
    const sequence = sequences[row] ?? 0;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= count) break;
      let childMs = times[child] ?? 0;
      const rightMs = times[child + 1] ?? 0;
      if (rightMs <= childMs && (rightMs < childMs || this.isEarlier(child + 1, child))) {
        child++;
        childMs = rightMs;
      }
      const childRow = rows[child] ?? 0;
      if (childMs >= timeMs && (childMs > timeMs || (sequences[childRow] ?? 0) > sequence)) break;
      times[place] = childMs;
      rows[place] = childRow;
      place = child;
    }
    times[place] = timeMs;
    rows[place] = row;
  }

  /** Puts the event pushed last in at the bottom; among equal times it stays below. */
  private rise(bottom: number, timeMs: number, row: number): void {
    const { times, rows } = this;
    let place = bottom;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const parentMs = times[parent] ?? 0;
      if (parentMs <= timeMs) break;
      times[place] = parentMs;
      rows[place] = rows[parent] ?? 0;
      place = parent;
    }
    times[place] = timeMs;
    rows[place] = row;
  }

  private isEarlier(a: number, b: number): boolean {
    return (this.sequences[this.rows[a] ?? 0] ?? 0) < (this.sequences[this.rows[b] ?? 0] ?? 0);
  }

  private grow(): void {
    const length = this.times.length;
    if (length >= rowLimit)
      throw new RangeError(`more than ${rowLimit - 1} events are pending, the limit of the queue`);
    const times = new Float64Array(2 * length).fill(Number.POSITIVE_INFINITY);
    times.set(this.times);
    const rows = ascending(2 * length);
    rows.set(this.rows);
    this.times = times;
    this.rows = rows;
    this.sequences = doubled(this.sequences, Float64Array);
    this.codes = doubled(this.codes, Int32Array);
    this.subjects = doubled(this.subjects, Int32Array);
  }
}

function ascending(length: number): Int32Array {
  const integers = new Int32Array(length);
  for (let i = 0; i < length; i++) integers[i] = i;
  return integers;
}

function doubled<T extends Float64Array | Int32Array>(column: T, Column: new (length: number) => T): T {
  const twice = new Column(2 * column.length);
  twice.set(column);
  return twice;
}
