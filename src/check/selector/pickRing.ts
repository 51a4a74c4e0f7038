// Taken now: a module of somebody else's shares the thread that writes, and may leave nothing of Atomics behind.
const { load, notify, store, wait } = Atomics;

/** Picks under way between two threads at most; a power of two. */
const ringLength = 2 ** 16;
/** Picks after which the reader is told that there are some. */
const wakeEvery = ringLength / 4;

const madeAt = 0;
const takenAt = 1;
const controlBytes = 8;

/** Memory for picks on their way from one thread to another. Both sides see a pick as soon as it is made. */
export function pickMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(controlBytes + ringLength * Uint32Array.BYTES_PER_ELEMENT);
}

/** The side of the thread that picks. Waits where the reader is too far behind. */
export class PickWriter {
  private readonly control: Int32Array;
  private readonly codes: Uint32Array;
  private readonly wake: () => void;
  /** Modulo 2^32, like all counts in the memory: there is room for less than that. */
  private made = 0;
  private taken = 0;

  /** @param wake tells the reader that there are picks; it need not come at once */
  constructor(memory: SharedArrayBuffer, wake: () => void) {
    this.control = new Int32Array(memory, 0, 2);
    this.codes = new Uint32Array(memory, controlBytes);
    this.wake = wake;
  }

  /** @param code integer in [0, 2^32) */
  put(code: number): void {
    if (((this.made - this.taken) | 0) === ringLength) this.waitForRoom();
    this.codes[this.made & (ringLength - 1)] = code;
    this.made = (this.made + 1) | 0;
    store(this.control, madeAt, this.made);
    if ((this.made & (wakeEvery - 1)) === 0) this.wake();
  }

  private waitForRoom(): void {
    this.taken = load(this.control, takenAt);
    while (((this.made - this.taken) | 0) === ringLength) {
      this.wake();
      wait(this.control, takenAt, this.taken);
      this.taken = load(this.control, takenAt);
    }
  }
}

/** The other side. What was put there before a thread died is still there to be taken. */
export class PickReader {
  private readonly control: Int32Array;
  private readonly codes: Uint32Array;
  private taken = 0;

  constructor(memory: SharedArrayBuffer) {
    this.control = new Int32Array(memory, 0, 2);
    this.codes = new Uint32Array(memory, controlBytes);
  }

  /** Picks that were put and not taken. */
  get waiting(): number {
    return (load(this.control, madeAt) - this.taken) | 0;
  }

  /** Hands on those that wait, in their order, at most so many; gives how many there were. */
  take(most: number, onCode: (code: number) => void): number {
    const count = Math.min(most, this.waiting);
    for (let i = 0; i < count; i++) onCode(this.codes[(this.taken + i) & (ringLength - 1)] ?? 0);
    this.taken = (this.taken + count) | 0;
    store(this.control, takenAt, this.taken);
    notify(this.control, takenAt);
    return count;
  }
}
