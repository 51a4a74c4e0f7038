/**
 * Requests in order of the step at whose end each of them is finished: a binary heap in two columns. Joining and
 * leaving allocate nothing once the columns have grown to the widest batch. Equal steps leave in no particular order,
 * but in the same one for the same history.
 */
export class FinishHeap {
  length = 0;
  /** Steps as doubles: a replica that runs for ever may pass 2^31 of them. */
  private steps: Float64Array = new Float64Array(16);
  private requests: Int32Array = new Int32Array(16);

  /** The earliest step; Infinity when empty. */
  get step(): number {
    return this.length === 0 ? Number.POSITIVE_INFINITY : (this.steps[0] ?? 0);
  }

  push(step: number, request: number): void {
    if (this.length === this.requests.length) this.grow();
    this.rise(this.length++, step, request);
  }

  /** Takes a request of the earliest step; -1 when empty. */
  pop(): number {
    if (this.length === 0) return -1;
    const request = this.requests[0] ?? 0;
    this.fill(0);
    return request;
  }

  /** The step of a request that is in here. O(n). */
  stepOf(request: number): number {
    return this.steps[this.indexOf(request)] ?? 0;
  }

  /** Takes out a request that is in here and returns its step. O(n): for clients that give up. */
  remove(request: number): number {
    const index = this.indexOf(request);
    const step = this.steps[index] ?? 0;
    this.fill(index);
    return step;
  }

  private indexOf(request: number): number {
    const index = this.requests.subarray(0, this.length).indexOf(request);
    if (index < 0) throw new Error(`request ${request} is not in the batch it is said to run in`);
    return index;
  }

  /** Puts the last entry where one has left. */
  private fill(index: number): void {
    const last = --this.length;
    if (index === last) return;
    const step = this.steps[last] ?? 0;
    const request = this.requests[last] ?? 0;
    const parent = (index - 1) >> 1;
    if (index > 0 && step < (this.steps[parent] ?? 0)) this.rise(index, step, request);
    else this.sink(index, step, request);
  }

  private rise(from: number, step: number, request: number): void {
    const { steps, requests } = this;
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = steps[parent] ?? 0;
      if (above <= step) break;
      steps[hole] = above;
      requests[hole] = requests[parent] ?? 0;
      hole = parent;
    }
    steps[hole] = step;
    requests[hole] = request;
  }

  private sink(from: number, step: number, request: number): void {
    const { steps, requests, length } = this;
    let hole = from;
    for (let child = 2 * hole + 1; child < length; child = 2 * hole + 1) {
      let below = steps[child] ?? 0;
      const right = child + 1 < length ? (steps[child + 1] ?? 0) : Number.POSITIVE_INFINITY;
      if (right < below) {
        below = right;
        child++;
      }
      if (below >= step) break;
      steps[hole] = below;
      requests[hole] = requests[child] ?? 0;
      hole = child;
    }
    steps[hole] = step;
    requests[hole] = request;
  }

  private grow(): void {
    const steps = new Float64Array(this.steps.length * 2);
    steps.set(this.steps);
    this.steps = steps;
    const requests = new Int32Array(this.requests.length * 2);
    requests.set(this.requests);
    this.requests = requests;
  }
}
