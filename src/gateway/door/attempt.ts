import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { Target } from "./target.ts";

/** Who is told what becomes of an attempt. After `answered` or `failed` of a kind that ends it, nothing more comes. */
export interface AttemptReceiver {
  /**
   * The head of an answer, names and values in turn, with the length of its body where it tells it. False when it is not
   * wanted: then nothing more of this attempt is told.
   */
  head(attempt: Attempt, status: number, headers: readonly (Buffer | string)[], bodyBytes: number | undefined): boolean;
  /** A piece of the body. False when no more can be taken until `attempt.resume`. */
  chunk(chunk: Buffer): boolean;
  end(): void;
  failed(attempt: Attempt, error: Error): void;
}

/** Longest body of an unwanted answer that is read to save its connection. */
const unwantedBytes = 65_536;

/** One try at serving a request at one replica. */
export class Attempt implements Dispatcher.DispatchHandler {
  readonly target: Target;
  /** Some of the request may have reached the replica. */
  sent = false;
  private readonly receiver: AttemptReceiver;
  private controller: Dispatcher.DispatchController | undefined;
  private state: "open" | "unwanted" | "over" = "open";
  private unwanted = 0;

  constructor(target: Target, receiver: AttemptReceiver) {
    this.target = target;
    this.receiver = receiver;
    target.load.inFlight++;
    target.load.attempts++;
    target.link.inFlight++;
  }

  /** Ends it at the replica too: its connection is cut. */
  cancel(): void {
    if (this.state === "over") return;
    this.leave("over");
    this.controller?.abort(cancelled);
  }

  resume(): void {
    this.controller?.resume();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    this.sent = true;
    if (this.state === "over") controller.abort(cancelled);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // 100 and 103 come before the answer.
    if (status < 200 || this.state !== "open") return;
    const raw = controller.rawHeaders;
    const length = headers["content-length"];
    const bodyBytes = length === undefined ? undefined : Number(length);
    if (!this.receiver.head(this, status, Array.isArray(raw) ? raw : [], bodyBytes)) this.leave("unwanted");
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.state === "open") {
      if (!this.receiver.chunk(chunk)) controller.pause();
      return;
    }
    this.unwanted += chunk.length;
    if (this.unwanted > unwantedBytes) controller.abort(cancelled);
  }

  onResponseEnd(): void {
    const wanted = this.state === "open";
    this.leave("over");
    if (wanted) this.receiver.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const wanted = this.state === "open";
    this.leave("over");
    if (wanted) this.receiver.failed(this, error);
  }

  private leave(state: "unwanted" | "over"): void {
    if (this.state === "open") {
      this.target.load.inFlight--;
      this.target.link.inFlight--;
    }
    this.state = state;
  }
}

/** Nobody waits for the answer any more. */
const cancelled = new Error("the request was cancelled");
