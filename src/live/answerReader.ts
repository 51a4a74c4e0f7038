import type { Dispatcher } from "undici";
import type { AnswerBody, AnswerHeaders, HttpAnswer } from "./attribution.ts";
import { failureInWords } from "./failureInWords.ts";
import { mostBodyBytes } from "./mostBodyBytes.ts";

/** How a request ended: with an answer, whole or not, or without a status. */
export type Exchange =
  | { readonly kind: "answer"; readonly answer: HttpAnswer }
  | { readonly kind: "failure"; readonly reason: string };

/** How far the answer has come. */
export type Progress = "connecting" | "waiting" | "answering";

/** Reads one answer, and keeps of it what is asked for. */
export class AnswerReader implements Dispatcher.DispatchHandler {
  private readonly keepBody: boolean;
  private readonly onEnd: (exchange: Exchange) => void;
  private head: { readonly status: number; readonly headers: AnswerHeaders } | undefined;
  private chunks: Buffer[] = [];
  private bytes = 0;
  private isSent = false;
  private hasEnded = false;

  /** @param onEnd is called once */
  constructor(keepBody: boolean, onEnd: (exchange: Exchange) => void) {
    this.keepBody = keepBody;
    this.onEnd = onEnd;
  }

  get progress(): Progress {
    if (this.head !== undefined) return "answering";
    return this.isSent ? "waiting" : "connecting";
  }

  /** Ends without what has not come yet. The connection is of no use afterwards. */
  giveUp(reason: string): void {
    this.end({ kind: "broken", reason });
  }

  onRequestStart(): void {
    this.isSent = true;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    // 103 Early Hints and the like announce an answer; they are none.
    if (status >= 200) this.head = { status, headers };
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.keepBody) return;
    this.bytes += chunk.length;
    if (this.bytes <= mostBodyBytes) {
      this.chunks.push(chunk);
      return;
    }
    this.end({ kind: "broken", reason: "body larger than 1 MiB" });
    controller.abort(new Error("the body is too large"));
  }

  onResponseEnd(): void {
    this.end({ kind: "whole", bytes: Buffer.concat(this.chunks) });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.end({ kind: "broken", reason: this.head === undefined ? failureInWords(error) : "answer cut short" });
  }

  private end(body: AnswerBody & { readonly kind: "whole" | "broken" }): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.chunks = [];
    if (this.head !== undefined) {
      this.onEnd({ kind: "answer", answer: { ...this.head, body: this.keepBody ? body : { kind: "unread" } } });
    } else {
      this.onEnd({ kind: "failure", reason: body.kind === "broken" ? body.reason : "answer without a status" });
    }
  }
}
