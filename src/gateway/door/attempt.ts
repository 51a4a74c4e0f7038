import type { Client, Dispatcher } from "undici";
import type { Target } from "./target.ts";

/** Who is told what becomes of an attempt. After `end` or `failed`, nothing more comes. */
export interface AttemptReceiver {
  /** Some of the request may have reached the replica from now on. */
  sent(): void;
  /** A head that comes before the answer itself, such as 103. */
  interim(): void;
  /**
   * The head of an answer, names and values in turn. False when it is not wanted: then nothing more of this attempt is
   * told.
   */
  head(attempt: Attempt, status: number, headers: readonly Buffer[]): boolean;
  /** A piece of the body. False when no more can be taken until `attempt.resume`. */
  chunk(chunk: Buffer): boolean;
  end(): void;
  failed(attempt: Attempt, error: Error): void;
}

/** How much is waited for of an unwanted answer to save its connection. */
const unwantedLimits = { bytes: 65_536, ms: 5_000 } as const;

/**
 * One try at serving a request at one replica. It takes what comes in the older form of undici's handlers: in the newer
 * one, a controller, a wrapper and an object of headers are made for every request.
 */
export class Attempt implements Dispatcher.DispatchHandler {
  readonly target: Target;
  /** Some of the request may have reached the replica. */
  sent = false;
  private readonly receiver: AttemptReceiver;
  private connection: Client | undefined;
  private abort: ((error: Error) => void) | undefined;
  private goOn: (() => void) | undefined;
  private state: "open" | "unwanted" | "over" = "open";
  private unwanted = 0;
  private patience: NodeJS.Timeout | undefined;

  constructor(target: Target, receiver: AttemptReceiver) {
    this.target = target;
    this.receiver = receiver;
    target.load.inFlight++;
    target.load.attempts++;
    target.link.inFlight++;
  }

  /** Asks the replica. Errors, too, come to the receiver alone. */
  send(path: string, headers: string[], body: Buffer | string): void {
    const { link } = this.target;
    this.connection = link.take();
    this.connection.dispatch({ method: "POST", path: link.pathOf(path), headers, body }, this);
  }

  /** Ends it at the replica too: its connection is cut. The receiver is told no more. */
  cancel(): void {
    if (this.state === "over") return;
    this.leave("over");
    this.abort?.(cancelled);
  }

  resume(): void {
    this.goOn?.();
  }

  onConnect(abort: (error?: Error) => void): void {
    this.abort = abort;
    this.sent = true;
    if (this.state === "over") abort(cancelled);
    else this.receiver.sent();
  }

  onHeaders(status: number, headers: Buffer[], resume: () => void): boolean {
    if (this.state !== "open") return true;
    if (status < 200) {
      this.receiver.interim();
      return true;
    }
    this.goOn = resume;
    if (!this.receiver.head(this, status, headers)) this.leaveUnread();
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (this.state === "open") return this.receiver.chunk(chunk);
    this.unwanted += chunk.length;
    if (this.unwanted > unwantedLimits.bytes) this.cancel();
    return true;
  }

  onComplete(): void {
    const wanted = this.state === "open";
    this.leave("over");
    this.leaveConnection();
    if (wanted) this.receiver.end();
  }

  onError(error: Error): void {
    const wanted = this.state === "open";
    this.leave("over");
    this.leaveConnection();
    if (wanted) this.receiver.failed(this, error);
  }

  private leaveUnread(): void {
    this.leave("unwanted");
    this.patience = setTimeout(() => this.cancel(), unwantedLimits.ms).unref();
  }

  private leaveConnection(): void {
    if (this.connection !== undefined) this.target.link.giveBack(this.connection);
    this.connection = undefined;
  }

  private leave(state: "unwanted" | "over"): void {
    if (this.state === "open") {
      this.target.load.inFlight--;
      this.target.link.inFlight--;
    } else clearTimeout(this.patience);
    this.state = state;
  }
}

/** Nobody waits for the answer any more. */
const cancelled = new Error("the request was cancelled");
