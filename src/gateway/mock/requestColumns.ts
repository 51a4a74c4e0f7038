import type { Work } from "../../fleet/work.ts";

/** Most requests that a mock deployment holds at once, waiting and served. */
export const heldLimit = 65_536;

const none = -1;

/** The requests that a mock deployment holds, as the fleet wants them: columns by number, and numbers used again. */
export class RequestColumns implements Work {
  exponential: Float64Array = new Float64Array(0);
  normal: Float64Array = new Float64Array(0);
  promptTokens: Float64Array = new Float64Array(0);
  outputTokens: Float64Array = new Float64Array(0);
  startMs: Float64Array = new Float64Array(0);
  firstTokenMs: Float64Array = new Float64Array(0);
  place: Int32Array = new Int32Array(0);
  previous: Int32Array = new Int32Array(0);
  next: Int32Array = new Int32Array(0);
  private readonly free: number[] = [];

  /** A number that no request has; undefined when `heldLimit` are held. */
  take(): number | undefined {
    if (this.free.length === 0) this.grow();
    return this.free.pop();
  }

  release(request: number): void {
    this.place[request] = none;
    this.free.push(request);
  }

  private grow(): void {
    const held = this.place.length;
    const room = Math.min(heldLimit, Math.max(64, 2 * held));
    this.exponential = longerFloats(this.exponential, room);
    this.normal = longerFloats(this.normal, room);
    this.promptTokens = longerFloats(this.promptTokens, room);
    this.outputTokens = longerFloats(this.outputTokens, room);
    this.startMs = longerFloats(this.startMs, room);
    this.firstTokenMs = longerFloats(this.firstTokenMs, room);
    this.place = longerIntegers(this.place, room);
    this.previous = longerIntegers(this.previous, room);
    this.next = longerIntegers(this.next, room);
    for (let request = room - 1; request >= held; request--) this.release(request);
  }
}

function longerFloats(old: Float64Array, length: number): Float64Array {
  const longer = new Float64Array(length);
  longer.set(old);
  return longer;
}

function longerIntegers(old: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length);
  longer.set(old);
  return longer;
}
