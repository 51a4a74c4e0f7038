import type { Work } from "../fleet/work.ts";

/** Most requests in flight at once; beyond it the run stops and says so. */
const inFlightLimit = 4_000_000;

const none = -1;

/**
 * The requests in flight, as columns indexed by request number. A number is used again when its request has ended, so
 * memory follows the requests in flight, never the requests of a run.
 */
export class RequestPool implements Work {
  /** Requests in flight now. */
  size = 0;
  /** How many requests have been taken so far: the serial number of the next. */
  taken = 0;
  plannedMs: Float64Array = new Float64Array(0);
  promptTokens: Float64Array = new Float64Array(0);
  outputTokens: Float64Array = new Float64Array(0);
  exponential: Float64Array = new Float64Array(0);
  normal: Float64Array = new Float64Array(0);
  startMs: Float64Array = new Float64Array(0);
  firstTokenMs: Float64Array = new Float64Array(0);
  place: Int32Array = new Int32Array(0);
  previous: Int32Array = new Int32Array(0);
  next: Int32Array = new Int32Array(0);
  /** Order of arrival in the run, from 0; -1 while the number is free. */
  serial: Float64Array = new Float64Array(0);
  /** Span of the timeline in which it arrived. */
  span: Int32Array = new Int32Array(0);
  /** 1 for the first attempt. */
  attempt: Int32Array = new Int32Array(0);
  /** Deployment of the latest attempt; -1 when there was none. */
  deployment: Int32Array = new Int32Array(0);
  /** Routing-table version that decided the latest attempt. */
  version: Int32Array = new Int32Array(0);
  /** Replica that the router's draw named. */
  replica: Int32Array = new Int32Array(0);
  /** Number that this replica is known by in routing tables, and when the latest attempt was sent there. */
  sentTo: Int32Array = new Int32Array(0);
  sentMs: Float64Array = new Float64Array(0);
  /** Requests in flight there at that moment. */
  sentWith: Int32Array = new Int32Array(0);
  /** Number of the request's session in its replication. */
  session: Float64Array = new Float64Array(0);
  /** 1 while a server of the fleet holds it. */
  held: Int32Array = new Int32Array(0);
  private firstFree: number = none;

  /** A request number for a new request; its columns hold what an older one left. */
  take(): number {
    if (this.firstFree === none) this.grow();
    const request = this.firstFree;
    this.firstFree = this.next[request] ?? none;
    this.serial[request] = this.taken++;
    this.size++;
    return request;
  }

  release(request: number): void {
    this.serial[request] = none;
    this.next[request] = this.firstFree;
    this.firstFree = request;
    this.size--;
  }

  /** The numbers of all requests in flight. */
  live(): readonly number[] {
    const numbers: number[] = [];
    for (let request = 0; request < this.serial.length; request++) {
      if ((this.serial[request] ?? none) >= 0) numbers.push(request);
    }
    return numbers;
  }

  private grow(): void {
    const old = this.serial.length;
    const capacity = Math.max(256, old * 2);
    if (old >= inFlightLimit) {
      throw new Error(`more than ${inFlightLimit} requests in flight: the fleet is far too small for this traffic`);
    }
    this.plannedMs = largerFloats(this.plannedMs, capacity);
    this.promptTokens = largerFloats(this.promptTokens, capacity);
    this.outputTokens = largerFloats(this.outputTokens, capacity);
    this.exponential = largerFloats(this.exponential, capacity);
    this.normal = largerFloats(this.normal, capacity);
    this.startMs = largerFloats(this.startMs, capacity);
    this.firstTokenMs = largerFloats(this.firstTokenMs, capacity);
    this.serial = largerFloats(this.serial, capacity);
    this.place = largerIntegers(this.place, capacity);
    this.previous = largerIntegers(this.previous, capacity);
    this.next = largerIntegers(this.next, capacity);
    this.span = largerIntegers(this.span, capacity);
    this.attempt = largerIntegers(this.attempt, capacity);
    this.deployment = largerIntegers(this.deployment, capacity);
    this.version = largerIntegers(this.version, capacity);
    this.replica = largerIntegers(this.replica, capacity);
    this.sentTo = largerIntegers(this.sentTo, capacity);
    this.sentMs = largerFloats(this.sentMs, capacity);
    this.sentWith = largerIntegers(this.sentWith, capacity);
    this.session = largerFloats(this.session, capacity);
    this.held = largerIntegers(this.held, capacity);
    for (let request = capacity - 1; request >= old; request--) {
      this.serial[request] = none;
      this.next[request] = this.firstFree;
      this.firstFree = request;
    }
  }
}

function largerFloats(old: Float64Array, capacity: number): Float64Array {
  const larger = new Float64Array(capacity);
  larger.set(old);
  return larger;
}

function largerIntegers(old: Int32Array, capacity: number): Int32Array {
  const larger = new Int32Array(capacity);
  larger.set(old);
  return larger;
}
