import type { ServerResponse } from "node:http";
import type { Answer, AnswerHead } from "./answer.ts";
import { type AnswerChunks, answerChunks, event } from "./answerChunks.ts";
import type { CompletionCall } from "./completionCall.ts";
import { type ReplicaError, replicaErrorBody } from "./replicaError.ts";
import { resetConnection } from "./resetConnection.ts";
import { sendReplicaError } from "./sendJson.ts";

/** Most tokens that are written at once. */
const pieceTokens = 256;

/** An answer as server-sent events: its head goes out with the first token, a chunk a token. */
export function streamedAnswer(response: ServerResponse, call: CompletionCall, head: AnswerHead): Answer {
  return new StreamedAnswer(response, answerChunks(call, head), head.outputTokens);
}

class StreamedAnswer implements Answer {
  readonly paced = true;
  private readonly response: ServerResponse;
  private readonly chunks: AnswerChunks;
  private readonly length: number;
  private sent = 0;

  constructor(response: ServerResponse, chunks: AnswerChunks, length: number) {
    this.response = response;
    this.chunks = chunks;
    this.length = length;
  }

  /** A client that does not read gets no more until it does: what it has missed then comes in larger pieces. */
  tokens(out: number): void {
    if (out <= this.sent || this.response.destroyed || this.response.writableNeedDrain) return;
    this.response.write(this.upTo(Math.min(out, this.sent + pieceTokens)));
  }

  /** What is left waits here as tokens, not as text: a long answer that nobody reads would fill the memory. */
  served(): void {
    const { response } = this;
    if (response.destroyed) return;
    while (!response.writableNeedDrain && this.length - this.sent > pieceTokens) {
      response.write(this.upTo(this.sent + pieceTokens));
    }
    if (response.writableNeedDrain) response.once("drain", () => this.served());
    else response.end(this.upTo(this.length) + this.chunks.ending);
  }

  /** When a part of the answer is out already, the error is an event of its own, and the stream breaks off after it. */
  refuse(error: ReplicaError): void {
    const { response } = this;
    if (!response.headersSent) sendReplicaError(response, error);
    else response.write(event(replicaErrorBody(error)), () => resetConnection(response));
  }

  cut(): void {
    resetConnection(this.response);
  }

  private upTo(out: number): string {
    let text = "";
    if (!this.response.headersSent) {
      this.response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
      text = this.chunks.opening;
    }
    for (; this.sent < out; this.sent++) text += this.chunks.token(this.sent);
    return text;
  }
}
