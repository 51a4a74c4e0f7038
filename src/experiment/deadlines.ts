/**
 * The instants at which clients give up. All clients have the same patience, so deadlines come in the order of arrival:
 * a ring, no heap. Entries of requests that have ended meanwhile are passed over by whoever reads them.
 */
export class Deadlines {
  /** The earliest deadline; Infinity when there is none. */
  nextMs: number = Number.POSITIVE_INFINITY;
  private atMs: Float64Array = new Float64Array(256);
  private requests: Int32Array = new Int32Array(256);
  private serials: Float64Array = new Float64Array(256);
  private head = 0;
  private size = 0;

  /** @param atMs not earlier than the deadline added before */
  add(atMs: number, request: number, serial: number): void {
    if (this.size === this.atMs.length) this.grow();
    const at = (this.head + this.size) & (this.atMs.length - 1);
    this.atMs[at] = atMs;
    this.requests[at] = request;
    this.serials[at] = serial;
    if (this.size === 0) this.nextMs = atMs;
    this.size++;
  }

  /** The request number of the earliest deadline and, in `serial`, which request of that number it was. */
  take(): number {
    const request = this.requests[this.head] ?? -1;
    this.serial = this.serials[this.head] ?? -1;
    this.head = (this.head + 1) & (this.atMs.length - 1);
    this.size--;
    this.nextMs = this.size === 0 ? Number.POSITIVE_INFINITY : (this.atMs[this.head] ?? Number.POSITIVE_INFINITY);
    return request;
  }

  serial = -1;

  private grow(): void {
    const capacity = this.atMs.length;
    const order = Int32Array.from({ length: capacity }, (_, i) => (this.head + i) & (capacity - 1));
    const atMs = new Float64Array(capacity * 2);
    const requests = new Int32Array(capacity * 2);
    const serials = new Float64Array(capacity * 2);
    for (const [i, from] of order.entries()) {
      atMs[i] = this.atMs[from] ?? 0;
      requests[i] = this.requests[from] ?? -1;
      serials[i] = this.serials[from] ?? -1;
    }
    this.atMs = atMs;
    this.requests = requests;
    this.serials = serials;
    this.head = 0;
  }
}
